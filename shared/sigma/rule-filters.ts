/**
 * Filters: what they leave out is ANDed to the rules they apply to (sigma.md 1.8). One that names what it cannot
 * apply to is used for the rest, and says so.
 */
import { compileDetections } from './detections';
import type { Placeholders } from './item-value';
import { withoutReplaced } from './latest-versions';
import { coversLogSource } from './log-source';
import type { RuleNode } from './predicate';
import type { DocumentOutcome, FilterDocument, RuleDocument } from './rule-document';
import { namesOf } from './rule-references';
import { type NotLoaded, orRefusal, skippedFor } from './rule-refusal';
import type { ParsedDocument } from './rule-source';
import type { RuleWarning } from './rule-warnings';

export class RuleFilters {
  readonly #outcomes: ReadonlyMap<DocumentOutcome, CompiledFilter | NotLoaded>;
  readonly #applied: readonly CompiledFilter[];
  /** Everything that may be referred to, by id and by name. */
  readonly #named = new Map<string, DocumentOutcome[]>();

  constructor(parsed: readonly ParsedDocument[], placeholders: Placeholders) {
    const filters = parsed.flatMap((one) => {
      const { document, source } = one;
      if (document.kind !== 'filter') return [];
      return [{ ...one, outcome: compileFilter(document, source, placeholders) }];
    });
    const judged = withoutReplaced(filters);
    this.#outcomes = new Map(judged.map(({ document, outcome }) => [document, outcome]));
    this.#applied = judged.flatMap(({ outcome }) => ('root' in outcome ? [outcome] : []));
    for (const { document } of parsed)
      for (const name of namesOf(document))
        this.#named.set(name, [...(this.#named.get(name) ?? []), document]);
  }

  /** A faulty filter is told of as itself, not as a fault of the rules it would apply to. */
  stateOf(filter: FilterDocument): NotLoaded {
    const outcome = this.#outcomes.get(filter);
    return outcome !== undefined && 'reason' in outcome ? outcome : { state: 'loaded', reason: '' };
  }

  /** What is to hold beside the rule's own condition. */
  of(rule: RuleDocument): RuleNode[] {
    return this.#applied.flatMap(({ filter, root }) => (filterApplies(filter, rule) ? [root] : []));
  }

  /** Of what a filter names, all that it does not apply to. */
  warningsOf(filter: FilterDocument): RuleWarning[] {
    return (filter.rules ?? [])
      .map((name) => whyNot(filter, name, this.#named.get(name) ?? []))
      .filter((message) => message !== null)
      .map((message) => ({ message, written: null }));
  }
}

function whyNot(
  filter: FilterDocument,
  name: string,
  named: readonly DocumentOutcome[],
): string | null {
  if (named.length === 0) return `there is no rule ${name}`;
  const rules = named.filter((document) => document.kind === 'rule');
  if (rules.length === 0 && named.some(({ kind }) => kind === 'correlation'))
    return `${name} is a correlation, and filters apply to rules alone`;
  const covers = rules.some((rule) => coversLogSource(filter.logSource, rule.logSource));
  return covers || rules.length === 0
    ? null
    : `it does not apply to ${name}, whose log source is another`;
}

interface CompiledFilter {
  readonly filter: FilterDocument;
  readonly root: RuleNode;
}

const compileFilter = (
  filter: FilterDocument,
  source: ParsedDocument['source'],
  placeholders: Placeholders,
): CompiledFilter | NotLoaded =>
  skippedFor(filter.status, source) ??
  orRefusal(() => {
    const root = compileDetections(filter.detections, [filter.condition], placeholders);
    return { filter, root };
  });

/** Where it is named, or filters any rule, and the rule's log source is the filter's or narrower. */
export function filterApplies(filter: FilterDocument, rule: RuleDocument): boolean {
  const { rules } = filter;
  const named = rules === null || namesOf(rule).some((name) => rules.includes(name));
  return named && coversLogSource(filter.logSource, rule.logSource);
}
