/** Filters that differ between two sets of rules: what they stand on finds something else, though it says the same. */
import type { FilterDocument, RuleDocument } from './rule-document';
import { filterApplies } from './rule-filters';
import { skippedFor } from './rule-refusal';
import type { ParsedDocument } from './rule-source';

export class FilterChanges {
  readonly #gone: readonly FilterDocument[];
  readonly #come: readonly FilterDocument[];

  /** @param before documents that stand, each in the version that runs */
  constructor(before: Iterable<ParsedDocument>, after: Iterable<ParsedDocument>) {
    const [were, are] = [filtersIn(before), filtersIn(after)];
    this.#gone = missing(were, are);
    this.#come = missing(are, were);
  }

  /** Whether other events of a rule are left out than before. */
  concern(was: ParsedDocument, now: ParsedDocument): boolean {
    return (
      this.#gone.some((filter) => standsOn(filter, was)) ||
      this.#come.some((filter) => standsOn(filter, now))
    );
  }
}

const runs = (status: string, { source }: ParsedDocument): boolean =>
  skippedFor(status, source) === null;

const filtersIn = (standing: Iterable<ParsedDocument>): FilterDocument[] =>
  [...standing].flatMap((one) => {
    const { document } = one;
    return document.kind === 'filter' && runs(document.status, one) ? [document] : [];
  });

/** What it leaves out of which rules; a title says nothing of that. */
const meaning = ({ logSource, rules, detections, condition }: FilterDocument): string =>
  JSON.stringify([logSource, rules, detections, condition]);

function missing(some: readonly FilterDocument[], from: readonly FilterDocument[]) {
  const known = new Set(from.map(meaning));
  return some.filter((filter) => !known.has(meaning(filter)));
}

const isRun = (one: ParsedDocument): one is ParsedDocument & { readonly document: RuleDocument } =>
  one.document.kind === 'rule' && runs(one.document.status, one);

const standsOn = (filter: FilterDocument, rule: ParsedDocument): boolean =>
  isRun(rule) && filterApplies(filter, rule.document);
