/** Filters: what they leave out is ANDed to the rules they apply to (sigma.md 1.8). */
import { compileDetections } from './detections';
import type { Placeholders } from './item-value';
import { withoutReplaced } from './latest-versions';
import { coversLogSource } from './log-source';
import type { RuleNode } from './predicate';
import type { DocumentOutcome, FilterDocument, RuleDocument } from './rule-document';
import { type NotLoaded, orRefusal, skippedFor } from './rule-refusal';
import type { ParsedDocument } from './rule-source';

export class RuleFilters {
  readonly #outcomes: ReadonlyMap<DocumentOutcome, CompiledFilter | NotLoaded>;
  readonly #applied: readonly CompiledFilter[];

  constructor(parsed: readonly ParsedDocument[], placeholders: Placeholders) {
    const filters = parsed.flatMap(({ document, source }) => {
      if (document.kind !== 'filter') return [];
      const outcome = compileFilter(document, source, placeholders);
      return [{ document, source, outcome }];
    });
    const judged = withoutReplaced(filters);
    this.#outcomes = new Map(judged.map(({ document, outcome }) => [document, outcome]));
    this.#applied = judged.flatMap(({ outcome }) => ('root' in outcome ? [outcome] : []));
  }

  /** A faulty filter is told of as itself, not as a fault of the rules it would apply to. */
  stateOf(filter: FilterDocument): NotLoaded {
    const outcome = this.#outcomes.get(filter);
    return outcome !== undefined && 'reason' in outcome ? outcome : { state: 'loaded', reason: '' };
  }

  /** What is to hold beside the rule's own condition. */
  of(rule: RuleDocument): RuleNode[] {
    return this.#applied.flatMap(({ filter, root }) => (applies(filter, rule) ? [root] : []));
  }
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

function applies(filter: FilterDocument, rule: RuleDocument): boolean {
  const named =
    filter.rules === null ||
    filter.rules.some((name) => name === rule.id || (rule.name !== null && name === rule.name));
  return named && coversLogSource(filter.logSource, rule.logSource);
}
