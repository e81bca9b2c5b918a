/** Rule sources compiled: every document gets an outcome, the loaded ones become a matcher. */
import type { RuleMatch, RuleReference } from '@shared/model/detection';
import type { Level } from '@shared/model/level';
import type { LogSource } from '@shared/model/log-source';
import { type ChosenSets, EVERY_SET, leftOutBecause } from '@shared/model/rule-sets';
import type { EventFields } from '@shared/model/event';
import { slowRuleText } from '@shared/model/slow-rule';
import { compileDetections } from './detections';
import { BatchColumns } from '@shared/model/batch-columns';
import type { CompiledBinding, CompiledRule, CompiledRules } from './engine/compiled-rules';
import {
  type CompiledCorrelation,
  correlatedFields,
  keptBy,
  silentRules,
} from './correlation/compiled-correlation';
import { linkCorrelations, type UnlinkedCorrelation } from './correlation/link-correlations';
import { withDistinctTitles } from './distinct-titles';
import { coverOf } from './engine/cover';
import { PredicateTable, testsIn } from './engine/predicate-table';
import { requiredEventIds } from './engine/required-event-ids';
import { RuleHunt } from './engine/rule-hunt';
import { RuleMatcher } from './engine/rule-matcher';
import type { HuntClock } from './engine/text-tests';
import type { Placeholders } from './item-value';
import { type Tried, withoutReplaced } from './latest-versions';
import { type Binding, bindingsOf, EVERYWHERE } from './log-source';
import { allOf, anyOf, type RuleNode, test } from './predicate';
import type {
  CorrelationDocument,
  DocumentOutcome,
  FilterDocument,
  RuleDocument,
} from './rule-document';
import { RuleError, RuleNotRun } from './rule-error';
import { RuleFilters } from './rule-filters';
import { isInSkippedFolder, type NotLoaded, orRefusal, refusal, skippedFor } from './rule-refusal';
import { namesOf } from './rule-references';
import { parseSources, type RuleSource } from './rule-source';
import type { RuleWarning } from './rule-warnings';

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
  readonly kind: DocumentOutcome['kind'];
  readonly id: string;
  /** What correlations and filters may call it. */
  readonly name: string | null;
  readonly title: string;
  readonly file: string;
  readonly state: 'loaded' | 'notRun' | 'invalid' | 'skipped';
  /** Why it is not loaded; empty for loaded rules. */
  readonly reason: string;
  /** What it says that may not be meant. */
  readonly warnings: readonly RuleWarning[];
  /** Titles of correlations that keep it to themselves: it gives no detections of its own. */
  readonly keptBy: readonly string[];
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

export const compileRules = (
  sources: readonly RuleSource[],
  placeholders: Placeholders = {},
): RuleSet => new RuleSet(compileRuleSet(sources, placeholders));

/** Over every event, whatever the log sources of the rules say: what a unit test gives is what they look at. */
export const compileAnywhere = (
  sources: readonly RuleSource[],
  placeholders: Placeholders,
): CompiledRuleSet => compileRuleSet(sources, placeholders, EVERY_SET, () => EVERYWHERE);

/**
 * @param sets rules outside of them are skipped, and say so
 * @param bind where a rule of a log source looks
 */
export function compileRuleSet(
  sources: readonly RuleSource[],
  placeholders: Placeholders = {},
  sets: ChosenSets = EVERY_SET,
  bind: Bind = bindingsOf,
): CompiledRuleSet {
  const parsed = withDistinctTitles(parseSources(sources));
  const filters = new RuleFilters(parsed, placeholders);
  const given = { filters, placeholders, bind };
  const tried = parsed.map(({ document, source }): CompiledDocument => {
    if (document.kind === 'filter') return { document, source, outcome: filters.stateOf(document) };
    const outcome = leftOut(document, source, sets) ?? tryCompile(document, source, given);
    return { document, source, outcome };
  });
  const compiled = withoutReplaced(tried);
  const trees = compiled.map(({ outcome }) => outcome).filter((one) => 'root' in one);
  const linked = linkDocuments(compiled, trees, filters);
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

function leftOut(
  document: DocumentOutcome,
  { path: file }: RuleSource,
  sets: ChosenSets,
): NotLoaded | null {
  if (document.kind !== 'rule' && document.kind !== 'correlation') return null;
  const reason = leftOutBecause({ file, level: document.level, status: document.status }, sets);
  return reason === null ? null : { state: 'skipped', reason };
}

type CompiledDocument = Tried<RuleTree | UnlinkedCorrelation>;

/** Correlations are judged when all rules they may refer to are. */
function linkDocuments(
  compiled: readonly CompiledDocument[],
  trees: readonly RuleTree[],
  filters: RuleFilters,
): Pick<CompiledRuleSet, 'outcomes' | 'correlations'> {
  const lost = new Map<string, string>();
  for (const { document, outcome } of compiled) {
    if ('reason' in outcome) for (const name of namesOf(document)) lost.set(name, outcome.reason);
  }
  const unlinked = compiled.map(({ outcome }) => outcome).filter((one) => 'body' in one);
  const { outcomes: links, order } = linkCorrelations(unlinked, trees, lost);
  const linkOf = new Map(unlinked.map((one, at) => [one, links[at]]));
  const kept = keptBy(
    order,
    trees.map(({ reference }) => reference),
  );
  const outcomes = compiled.map(({ document, source, outcome }): RuleOutcome => {
    const { kind, id, title } = document;
    const link = 'body' in outcome ? linkOf.get(outcome) : undefined;
    const state = link !== undefined && 'error' in link ? refusal(link.error) : stateOf(outcome);
    return {
      ...{ kind, id, name: 'name' in document ? document.name : null, title, file: source.path },
      ...{ ...factsOf(document), ...state },
      warnings: [
        ...(document.kind === 'invalid' ? [] : document.warnings),
        ...(document.kind === 'filter' ? filters.warningsOf(document) : []),
        ...(link !== undefined && 'warnings' in link ? link.warnings : []),
      ],
      keptBy: ('reference' in outcome ? kept.get(outcome.reference) : null) ?? [],
    };
  });
  return { outcomes, correlations: order };
}

const NOTHING_SAID = { level: null, status: '', author: '', tags: [] };
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
      return { ...NOTHING_SAID, status: document.status, ...document.logSource };
    case 'invalid':
      return { ...NOTHING_SAID, ...NO_SOURCE };
  }
}

const stateOf = (outcome: CompiledDocument['outcome']): NotLoaded =>
  'reason' in outcome ? outcome : { state: 'loaded', reason: '' };

/** @throws RuleNotRun for a log source that is not known */
type Bind = (logSource: LogSource) => readonly Binding[];

/** What the rules of a set are compiled with. */
interface CompiledWith {
  readonly filters: RuleFilters;
  readonly placeholders: Placeholders;
  readonly bind: Bind;
}

function tryCompile(
  document: Exclude<DocumentOutcome, FilterDocument>,
  source: RuleSource,
  given: CompiledWith,
): RuleTree | UnlinkedCorrelation | NotLoaded {
  if (document.kind === 'invalid') {
    return { state: isInSkippedFolder(source) ? 'skipped' : 'invalid', reason: document.reason };
  }
  const skipped = skippedFor(document.status, source);
  if (skipped !== null) return skipped;
  if (document.kind === 'correlation') {
    const { name, body } = document;
    return { reference: referenceOf(document, source.hash), name, body };
  }
  return orRefusal(() => compileRule(document, source, given));
}

function compileRule(
  document: RuleDocument,
  source: RuleSource,
  { filters, placeholders, bind }: CompiledWith,
): RuleTree {
  if (document.taxonomy !== 'sigma') {
    throw new RuleNotRun(`taxonomy ${document.taxonomy} has no mapping here`);
  }
  // The rule is compiled before its source is looked up: a broken rule is invalid wherever it belongs.
  const own = compileDetections(document.detections, document.conditions, placeholders);
  return {
    reference: referenceOf(document, source.hash),
    name: document.name,
    bindings: bind(document.logSource),
    root: allOf([own, ...filters.of(document)]),
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
