/**
 * Rule sources compiled: every document gets an outcome, the loaded ones become a matcher that looks only
 * at rules bound to an event's channel and id.
 */
import type { RuleMatch, RuleReference } from '@shared/model/detection';
import type { EventFields } from '@shared/model/event';
import { foldCase } from '@shared/model/fold-case';
import { compileCondition } from './condition';
import { collectMatches, evaluate } from './evaluate';
import { EventLookup } from './event-lookup';
import { type FieldView, viewOf } from './field-view';
import type { Placeholders } from './item-value';
import { type Binding, bindingAccepts, bindingsOf, coversLogSource, placeOf } from './log-source';
import { allOf, anyOf, type RuleNode } from './predicate';
import {
  type DocumentOutcome,
  type FilterDocument,
  parseDocuments,
  type RuleDocument,
} from './rule-document';
import { RuleError, RuleNotRun } from './rule-error';
import { compileSelection } from './selection';

/** A rule file: where it lay in its folder or archive, its text, and the text's SHA-256. */
export interface RuleSource {
  readonly path: string;
  readonly text: string;
  readonly hash: string;
}

export interface RuleOutcome {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly state: 'loaded' | 'notRun' | 'invalid' | 'skipped';
  /** Why it is not loaded; empty for loaded rules. */
  readonly reason: string;
}

interface CompiledRule {
  readonly reference: RuleReference;
  readonly bindings: readonly Binding[];
  readonly root: RuleNode;
}

export interface RuleSet {
  readonly outcomes: readonly RuleOutcome[];
  readonly rules: readonly RuleReference[];
  /** Every rule that fires on the event. */
  match(event: EventFields): RuleMatch[];
}

/** Rules that are kept for reference only are not run (sigma.md 1.1, status). */
const SKIPPED_STATUS: ReadonlySet<string> = new Set(['deprecated', 'unsupported']);
const SKIPPED_FOLDER = /(^|\/)(deprecated|unsupported)\//;

export function compileRules(
  sources: readonly RuleSource[],
  placeholders: Placeholders = {},
): RuleSet {
  const parsed = sources.flatMap((source) =>
    parseDocuments(source.text).map((document) => ({ source, document })),
  );
  const filters = new Map<FilterDocument, RuleNode>();
  const refusedFilters = new Map<DocumentOutcome, NotLoaded>();
  for (const { source, document } of parsed) {
    if (document.kind !== 'filter') continue;
    const compiled = orRefusal(() => compileFilter(document, source, placeholders));
    if ('op' in compiled) filters.set(document, compiled);
    else refusedFilters.set(document, compiled);
  }
  const rules: CompiledRule[] = [];
  const outcomes = parsed.map(({ source, document }): RuleOutcome => {
    const outcome =
      refusedFilters.get(document) ?? tryCompile(document, source, filters, placeholders);
    if ('root' in outcome) rules.push(outcome);
    const { id, title } = document;
    return {
      id,
      title,
      file: source.path,
      ...('root' in outcome ? { state: 'loaded', reason: '' } : outcome),
    };
  });
  return new BucketedRuleSet(outcomes, rules);
}

type NotLoaded = Pick<RuleOutcome, 'state' | 'reason'>;

/** A faulty filter is told of as itself, not as a fault of the rules it would apply to. */
function compileFilter(
  filter: FilterDocument,
  source: RuleSource,
  placeholders: Placeholders,
): RuleNode | NotLoaded {
  if (SKIPPED_FOLDER.test(source.path)) return { state: 'skipped', reason: 'status unsupported' };
  return compileDetections(filter.detections, [filter.condition], placeholders);
}

function orRefusal<Answer>(work: () => Answer): Answer | NotLoaded {
  try {
    return work();
  } catch (error) {
    if (error instanceof RuleError) return { state: 'invalid', reason: error.message };
    if (error instanceof RuleNotRun) return { state: 'notRun', reason: error.message };
    throw error;
  }
}

function tryCompile(
  document: DocumentOutcome,
  source: RuleSource,
  filters: ReadonlyMap<FilterDocument, RuleNode>,
  placeholders: Placeholders,
): CompiledRule | NotLoaded {
  switch (document.kind) {
    case 'invalid':
      return {
        state: SKIPPED_FOLDER.test(source.path) ? 'skipped' : 'invalid',
        reason: document.reason,
      };
    case 'correlation':
      return { state: 'notRun', reason: 'correlation rules are not run yet' };
    case 'filter':
      return { state: 'loaded', reason: '' };
    case 'rule':
  }
  if (SKIPPED_STATUS.has(document.status) || SKIPPED_FOLDER.test(source.path)) {
    return { state: 'skipped', reason: `status ${document.status || 'unsupported'}` };
  }
  return orRefusal(() => compileRule(document, source, filters, placeholders));
}

function compileRule(
  document: RuleDocument,
  source: RuleSource,
  filters: ReadonlyMap<FilterDocument, RuleNode>,
  placeholders: Placeholders,
): CompiledRule {
  if (document.taxonomy !== 'sigma') {
    throw new RuleNotRun(`taxonomy ${document.taxonomy} has no mapping here`);
  }
  // The rule is compiled before its source is looked up: a broken rule is invalid wherever it belongs.
  const own = compileDetections(document.detections, document.conditions, placeholders);
  const filtering = [...filters]
    .filter(([filter]) => filterApplies(filter, document))
    .map(([, root]) => root);
  return {
    reference: {
      ruleId: document.id,
      ruleTitle: document.title,
      level: document.level,
      status: document.status,
      author: document.author,
      ruleHash: source.hash,
      tags: document.tags,
    },
    bindings: bindingsOf(document.logSource),
    root: allOf([own, ...filtering]),
  };
}

/** Detections and conditions of one document; several conditions are ORed. */
export function compileDetections(
  detections: Readonly<Record<string, unknown>>,
  conditions: readonly string[],
  placeholders: Placeholders,
): RuleNode {
  const nodes = new Map(
    Object.entries(detections).map(([name, value]) => [
      name,
      compileSelection(value, placeholders),
    ]),
  );
  if (nodes.size === 0) throw new RuleError('detection has no identifier');
  return anyOf(conditions.map((condition) => compileCondition(condition, nodes)));
}

function filterApplies(filter: FilterDocument, rule: RuleDocument): boolean {
  const named =
    filter.rules === null ||
    filter.rules.some((name) => name === rule.id || (rule.name !== null && name === rule.name));
  return named && coversLogSource(filter.logSource, rule.logSource);
}

interface Candidate {
  readonly rule: CompiledRule;
  readonly binding: Binding;
}

class BucketedRuleSet implements RuleSet {
  readonly outcomes: readonly RuleOutcome[];
  readonly rules: readonly RuleReference[];
  readonly #compiled: readonly CompiledRule[];
  readonly #buckets = new Map<string, readonly Candidate[]>();

  constructor(outcomes: readonly RuleOutcome[], compiled: readonly CompiledRule[]) {
    this.outcomes = outcomes;
    this.rules = compiled.map((rule) => rule.reference);
    this.#compiled = compiled;
  }

  /** Rules that can fire on a channel and event id, worked out when the pair is first met. */
  #bucket(channel: string, eventId: string): readonly Candidate[] {
    const key = `${eventId}\0${channel}`;
    const known = this.#buckets.get(key);
    if (known !== undefined) return known;
    const bucket = this.#compiled.flatMap((rule) =>
      rule.bindings
        .filter((binding) => bindingAccepts(binding, channel, eventId))
        .map((binding) => ({ rule, binding })),
    );
    this.#buckets.set(key, bucket);
    return bucket;
  }

  match(event: EventFields): RuleMatch[] {
    const { channel, eventId } = placeOf(event);
    const bucket = this.#bucket(channel, eventId);
    const lookups = new Map<FieldView, EventLookup>();
    const found: RuleMatch[] = [];
    for (const { rule, binding } of bucket) {
      let lookup = lookups.get(binding.view);
      if (lookup === undefined) {
        lookup = new EventLookup(viewOf(event, binding.view));
        lookups.set(binding.view, lookup);
      }
      if (!isWithin(binding, lookup) || !evaluate(rule.root, lookup)) continue;
      const matches = collectMatches(rule.root, lookup);
      found.push({ rule: rule.reference, source: binding.source, matches });
    }
    return found;
  }
}

function isWithin({ only }: Binding, event: EventLookup): boolean {
  if (only === null) return true;
  const position = event.position(only.field);
  if (position < 0) return false;
  const wanted = only.values.map(foldCase);
  return event.folded(position).some((text) => wanted.includes(text));
}
