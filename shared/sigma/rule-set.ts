/** Rule sources compiled: every document gets an outcome, the loaded ones become a matcher. */
import type { RuleMatch, RuleReference } from '@shared/model/detection';
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
  silentRules,
} from './correlation/compiled-correlation';
import type { UnlinkedCorrelation } from './correlation/link-correlations';
import { withDistinctTitles } from './distinct-titles';
import { coverOf } from './engine/cover';
import { neededFields } from './engine/needed-fields';
import { PredicateTable, testsIn } from './engine/predicate-table';
import { requiredEventIds } from './engine/required-event-ids';
import { RuleHunt } from './engine/rule-hunt';
import { RuleMatcher } from './engine/rule-matcher';
import type { HuntClock } from './engine/text-tests';
import type { Placeholders } from './item-value';
import { linkLatest } from './link-latest';
import { type Binding, bindingsOf, EVERYWHERE } from './log-source';
import { allOf, anyOf, type RuleNode, test } from './predicate';
import type {
  CorrelationDocument,
  DocumentOutcome,
  FilterDocument,
  RuleDocument,
} from './rule-document';
import { bothOf, RuleError, RuleNotRun } from './rule-error';
import { RuleFilters } from './rule-filters';
import { isInSkippedFolder, type NotLoaded, orRefusal, skippedFor } from './rule-refusal';
import type { CompiledDocument, RuleOutcome, RuleTree } from './rule-outcomes';
import { parseSources, type RuleSource } from './rule-source';

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
  const tried = parsed.map((one): CompiledDocument => {
    const { document, source } = one;
    if (document.kind === 'filter') return { ...one, outcome: filters.stateOf(document) };
    const outcome = leftOut(document, source, sets) ?? tryCompile(document, source, given);
    return { ...one, outcome };
  });
  const { trees, ...linked } = linkLatest(tried, filters);
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
  const [own, bindings] = bothOf(
    () => compileDetections(document.detections, document.conditions, placeholders),
    () => placesOf(document, bind),
  );
  return {
    ...{ reference: referenceOf(document, source.hash), name: document.name, bindings },
    root: allOf([own, ...filters.of(document)]),
  };
}

/** Log sources of other taxonomies say nothing here. */
function placesOf({ taxonomy, logSource }: RuleDocument, bind: Bind): readonly Binding[] {
  if (taxonomy !== 'sigma') throw new RuleNotRun(`taxonomy ${taxonomy} has no mapping here`);
  return bind(logSource);
}

export const referenceOf = (
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
    needed: neededFields(indexed, predicates),
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
