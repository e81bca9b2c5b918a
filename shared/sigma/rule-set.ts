/** Rule sources compiled: every document gets an outcome, the loaded ones become a matcher. */
import type { RuleMatch, RuleReference } from '@shared/model/detection';
import type { Level } from '@shared/model/level';
import { type ChosenSets, EVERY_SET, leftOutBecause } from '@shared/model/rule-sets';
import type { EventFields } from '@shared/model/event';
import { slowRuleText } from '@shared/model/slow-rule';
import { compileCondition } from './condition';
import { BatchColumns } from '@shared/model/batch-columns';
import type { CompiledBinding, CompiledRule, CompiledRules } from './engine/compiled-rules';
import {
  type CompiledCorrelation,
  correlatedFields,
  silentRules,
} from './correlation/compiled-correlation';
import { linkCorrelations, type UnlinkedCorrelation } from './correlation/link-correlations';
import { coverOf } from './engine/cover';
import { PredicateTable, testsIn } from './engine/predicate-table';
import { requiredEventIds } from './engine/required-event-ids';
import { RuleHunt } from './engine/rule-hunt';
import { RuleMatcher } from './engine/rule-matcher';
import type { HuntClock } from './engine/text-tests';
import type { Placeholders } from './item-value';
import { type Binding, bindingsOf, coversLogSource, EVERYWHERE } from './log-source';
import { allOf, anyOf, type RuleNode, test } from './predicate';
import {
  type CorrelationDocument,
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
  /** Why its text could not be read; the text is empty then. */
  readonly unread?: string | undefined;
}

/** What a document says of itself, whether it is loaded or not; empty for one that cannot be read. */
export interface RuleFacts {
  readonly level: Level | null;
  readonly status: string;
  readonly author: string;
  readonly tags: readonly string[];
  readonly product: string | null;
  readonly category: string | null;
  readonly service: string | null;
}

export interface RuleOutcome extends RuleFacts {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly state: 'loaded' | 'notRun' | 'invalid' | 'skipped';
  /** Why it is not loaded; empty for loaded rules. */
  readonly reason: string;
}

/** A rule that loaded, as a tree. */
interface RuleTree {
  readonly reference: RuleReference;
  readonly name: string | null;
  readonly bindings: readonly Binding[];
  readonly root: RuleNode;
}

/** What compiling leaves; kept in a file beside the pack it came from. */
export interface CompiledRuleSet extends CompiledRules {
  readonly outcomes: readonly RuleOutcome[];
  /** Each after those it listens to. */
  readonly correlations: readonly CompiledCorrelation[];
}

/** Rules that are kept for reference only are not run (sigma.md 1.1, status). */
const SKIPPED_STATUS: ReadonlySet<string> = new Set(['deprecated', 'unsupported']);
const SKIPPED_FOLDER = /(^|\/)(deprecated|unsupported)\//;

export const compileRules = (
  sources: readonly RuleSource[],
  placeholders: Placeholders = {},
): RuleSet => new RuleSet(compileRuleSet(sources, placeholders));

/** @param sets rules outside of them are skipped, and say so */
export function compileRuleSet(
  sources: readonly RuleSource[],
  placeholders: Placeholders = {},
  sets: ChosenSets = EVERY_SET,
): CompiledRuleSet {
  const parsed = sources.flatMap((source) =>
    documentsOf(source).map((document) => ({ source, document })),
  );
  const filters = new Map<FilterDocument, RuleNode>();
  const refusedFilters = new Map<DocumentOutcome, NotLoaded>();
  for (const { source, document } of parsed) {
    if (document.kind !== 'filter') continue;
    const compiled = orRefusal(() => compileFilter(document, source, placeholders));
    if ('op' in compiled) filters.set(document, compiled);
    else refusedFilters.set(document, compiled);
  }
  const tried = parsed.map(({ source, document }): CompiledDocument => {
    const outcome =
      refusedFilters.get(document) ??
      leftOut(document, source, sets) ??
      tryCompile(document, source, filters, placeholders);
    return { document, source, outcome };
  });
  const compiled = withoutReplaced(tried);
  const trees = compiled.map(({ outcome }) => outcome).filter((one) => 'root' in one);
  const linked = linkDocuments(compiled, trees);
  const correlated = correlatedFields(linked.correlations);
  const silent = silentRules(linked.correlations);
  const table = new PredicateTable();
  const rules = trees.map((tree, number) => ({
    ...indexedRule(tree, table),
    correlated: correlated.get(number) ?? null,
    silent: silent.has(number),
  }));
  return { ...linked, rules, predicates: table.predicates };
}

const documentsOf = ({ text, unread }: RuleSource): DocumentOutcome[] =>
  unread === undefined
    ? parseDocuments(text)
    : [{ kind: 'invalid', id: '', title: '', reason: unread }];

/** Of rules with one id the last runs: an import or a rule of one's own takes the place of an earlier one. */
function withoutReplaced(compiled: readonly CompiledDocument[]): readonly CompiledDocument[] {
  const isLoaded = ({ outcome }: CompiledDocument): boolean => !('reason' in outcome);
  const latest = new Map(
    compiled.filter(isLoaded).map((one) => [one.document.id || one, one] as const),
  );
  return compiled.map((one): CompiledDocument => {
    const version = isLoaded(one) ? latest.get(one.document.id || one) : undefined;
    if (version === undefined || version === one) return one;
    const reason = `another version of it stands in ${version.source.path}`;
    return { ...one, outcome: { state: 'skipped', reason } };
  });
}

function leftOut(
  document: DocumentOutcome,
  { path: file }: RuleSource,
  sets: ChosenSets,
): NotLoaded | null {
  if (document.kind !== 'rule' && document.kind !== 'correlation') return null;
  const reason = leftOutBecause({ file, level: document.level, status: document.status }, sets);
  return reason === null ? null : { state: 'skipped', reason };
}

interface CompiledDocument {
  readonly document: DocumentOutcome;
  readonly source: RuleSource;
  readonly outcome: RuleTree | UnlinkedCorrelation | NotLoaded;
}

/** Correlations are judged when all rules they may refer to are. */
function linkDocuments(
  compiled: readonly CompiledDocument[],
  trees: readonly RuleTree[],
): Pick<CompiledRuleSet, 'outcomes' | 'correlations'> {
  const lost = new Map<string, string>();
  for (const { document, outcome } of compiled) {
    if (!('reason' in outcome)) continue;
    const name = 'name' in document ? document.name : null;
    for (const known of [document.id, name]) if (known) lost.set(known, outcome.reason);
  }
  const unlinked = compiled.map(({ outcome }) => outcome).filter((one) => 'body' in one);
  const { outcomes: links, order } = linkCorrelations(unlinked, trees, lost);
  const linkOf = new Map(unlinked.map((one, at) => [one, links[at]]));
  const outcomes = compiled.map(({ document, source, outcome }): RuleOutcome => {
    const { id, title } = document;
    const link = 'body' in outcome ? linkOf.get(outcome) : undefined;
    const state = link !== undefined && 'error' in link ? refusal(link.error) : stateOf(outcome);
    return { id, title, file: source.path, ...factsOf(document), ...state };
  });
  return { outcomes, correlations: order };
}

const NO_SOURCE = { product: null, category: null, service: null };

function factsOf(document: DocumentOutcome): RuleFacts {
  switch (document.kind) {
    case 'rule':
    case 'correlation': {
      const { level, status, author, tags } = document;
      const source = document.kind === 'rule' ? document.logSource : NO_SOURCE;
      return { level, status, author, tags, ...source };
    }
    case 'filter':
      return { level: null, status: '', author: '', tags: [], ...document.logSource };
    case 'invalid':
      return { level: null, status: '', author: '', tags: [], ...NO_SOURCE };
  }
}

const stateOf = (outcome: CompiledDocument['outcome']): NotLoaded =>
  'reason' in outcome ? outcome : { state: 'loaded', reason: '' };

/** One rule over every event, whatever its log source says. @throws RuleError, RuleNotRun */
export function ruleAnywhere(document: RuleDocument): RuleSet {
  const root = compileDetections(document.detections, document.conditions, {});
  const reference = referenceOf(document, '');
  const tree = { reference, name: document.name, bindings: EVERYWHERE, root };
  const table = new PredicateTable();
  const rule = { ...indexedRule(tree, table), correlated: null, silent: false };
  return new RuleSet({
    ...{ outcomes: [], correlations: [], rules: [rule] },
    predicates: table.predicates,
  });
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
    if (error instanceof RuleError || error instanceof RuleNotRun) return refusal(error);
    throw error;
  }
}

const refusal = (error: RuleError | RuleNotRun): NotLoaded => ({
  state: error instanceof RuleError ? 'invalid' : 'notRun',
  reason: error.message,
});

function tryCompile(
  document: DocumentOutcome,
  source: RuleSource,
  filters: ReadonlyMap<FilterDocument, RuleNode>,
  placeholders: Placeholders,
): RuleTree | UnlinkedCorrelation | NotLoaded {
  switch (document.kind) {
    case 'invalid':
      return {
        state: SKIPPED_FOLDER.test(source.path) ? 'skipped' : 'invalid',
        reason: document.reason,
      };
    case 'filter':
      return { state: 'loaded', reason: '' };
    case 'correlation':
    case 'rule':
  }
  if (SKIPPED_STATUS.has(document.status) || SKIPPED_FOLDER.test(source.path)) {
    return { state: 'skipped', reason: `status ${document.status || 'unsupported'}` };
  }
  if (document.kind === 'correlation') {
    const { name, body } = document;
    return { reference: referenceOf(document, source.hash), name, body };
  }
  return orRefusal(() => compileRule(document, source, filters, placeholders));
}

function compileRule(
  document: RuleDocument,
  source: RuleSource,
  filters: ReadonlyMap<FilterDocument, RuleNode>,
  placeholders: Placeholders,
): RuleTree {
  if (document.taxonomy !== 'sigma') {
    throw new RuleNotRun(`taxonomy ${document.taxonomy} has no mapping here`);
  }
  // The rule is compiled before its source is looked up: a broken rule is invalid wherever it belongs.
  const own = compileDetections(document.detections, document.conditions, placeholders);
  const filtering = [...filters]
    .filter(([filter]) => filterApplies(filter, document))
    .map(([, root]) => root);
  return {
    reference: referenceOf(document, source.hash),
    name: document.name,
    bindings: bindingsOf(document.logSource),
    root: allOf([own, ...filtering]),
  };
}

const referenceOf = (
  document: RuleDocument | CorrelationDocument,
  ruleHash: string,
): RuleReference => ({
  ruleId: document.id,
  ruleTitle: document.title,
  level: document.level,
  status: document.status,
  author: document.author,
  ruleHash,
  tags: document.tags,
});

/** Detections and conditions of one document; several conditions are ORed. */
function compileDetections(
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

type IndexedRule = Omit<CompiledRule, 'correlated' | 'silent'>;

function indexedRule({ reference, bindings, root }: RuleTree, table: PredicateTable): IndexedRule {
  const indexed = table.indexed(root);
  const placed = bindings.map((binding) => indexedBinding(binding, table));
  const only = placed.flatMap((binding) => (binding.only === null ? [] : testsIn(binding.only)));
  const { predicates } = table;
  const tests = [...testsIn(indexed), ...only];
  const eventIds = requiredEventIds(indexed, predicates);
  return {
    reference,
    bindings: placed,
    root: indexed,
    eventIds: eventIds === null ? null : [...eventIds],
    cover: coverOf(indexed, predicates)?.tests ?? null,
    fields: [...new Set(tests.map((number) => predicates[number]?.field ?? null))],
  };
}

function indexedBinding(
  { channels, eventIds, view, source, only }: Binding,
  table: PredicateTable,
): CompiledBinding {
  return {
    channels: channels === null ? null : [...channels],
    eventIds: eventIds === null ? null : [...eventIds],
    view,
    source,
    only:
      only === null
        ? null
        : table.indexed(anyOf(only.values.map((value) => equals(only.field, value)))),
  };
}

const equals = (field: string, text: string): RuleNode =>
  test({ kind: 'glob', field, tokens: [{ kind: 'text', text }], cased: false });

/** Compiled rules, ready to hunt. */
export class RuleSet {
  readonly outcomes: readonly RuleOutcome[];
  readonly rules: readonly RuleReference[];
  readonly correlations: readonly CompiledCorrelation[];
  readonly #matcher: RuleMatcher;

  constructor(compiled: CompiledRuleSet) {
    this.outcomes = compiled.outcomes;
    this.correlations = compiled.correlations;
    this.rules = compiled.rules.map(({ reference }) => reference);
    this.#matcher = new RuleMatcher(compiled);
  }

  /** Begins to hunt over a file; ends the hunt before. */
  hunt(clock?: HuntClock): RuleHunt {
    return new RuleHunt(this.#matcher, clock);
  }

  /** Every rule that fires on the event. @throws RuleError where the clock ended a test of it */
  match(event: EventFields, clock?: HuntClock): RuleMatch[] {
    const batch = new BatchColumns();
    batch.add(event);
    const hunt = this.hunt(clock);
    const found = hunt.over(batch).map(({ match }) => match);
    const cut = hunt.slow.find(({ cutOff }) => cutOff);
    if (cut !== undefined) throw new RuleError(slowRuleText(cut));
    return found;
  }
}
