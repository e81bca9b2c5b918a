/** What queries ask of a case in a cluster beside its documents' own fields (asked-case.ts). */
import type { FileTime } from '@shared/model/file-time';
import type { EventMarks } from '@shared/model/event-mark';
import type { Tuner } from '@shared/sigma/tuning';
import type { PublishedFile } from '../../case/published-rows';
import { nameOfKey } from '../field-terms';
import type { AskedCase } from '../query/asked-case';
import { allOf, anyOf, type Clause, exists, termsIn } from '../query/clause';
import { type NamedRule, ruleOfTerm, ruleTerm } from '../rule-term';
import type { CaseIndex } from './case-index';
import type { ClusterFiles } from './cluster-files';
import { type FoundKind, partsOf } from './found-documents';
import { childOf } from './found-places';
import { partOfFile } from './parts';

/** Good for one state of what is published. Each part is asked when it is wanted, and then known. */
export class AskedOfCase implements AskedCase {
  readonly files: readonly PublishedFile[];
  readonly published: Clause;
  readonly #case: ClusterFiles;
  #keys: ReadonlyMap<string, readonly string[]> | null = null;
  #hasLong: boolean | null = null;
  #rules: readonly NamedRule[] | null = null;
  #indicators: readonly string[] | null = null;

  constructor(files: ClusterFiles, searched: readonly PublishedFile[]) {
    this.#case = files;
    this.files = searched;
    this.published = termsIn('part', searched.map(partOfFile));
  }

  get index(): CaseIndex {
    return this.#case.index;
  }

  get caseEnd(): FileTime | null {
    return this.#case.caseEnd;
  }

  get hasLong(): boolean {
    this.#hasLong ??= this.index.has(allOf([this.published, exists('long')]));
    return this.#hasLong;
  }

  keysCalled(lowerCase: string): readonly string[] {
    this.#keys ??= this.#keysByName();
    return this.#keys.get(lowerCase) ?? [];
  }

  #keysByName(): ReadonlyMap<string, readonly string[]> {
    const byName = new Map<string, string[]>();
    for (const key of this.#listed('names', this.published)) {
      const name = nameOfKey(key).toLowerCase();
      byName.set(name, [...(byName.get(name) ?? []), key]);
    }
    return byName;
  }

  #listed(field: string, among: Clause): string[] {
    const pages = [...this.index.distinct({ terms: { field } }, among)];
    return pages.flat().map(({ value }) => value);
  }

  #partsOf(kind: FoundKind): Clause {
    return termsIn(
      'part',
      this.files.flatMap((file) => partsOf(kind, file)),
    );
  }

  /** Of which the files have detections, with the levels of tuning; some may all be left out by it. */
  get rules(): readonly NamedRule[] {
    this.#rules ??= this.#listed('rule', this.#partsOf('detection')).map(ruleOfTerm);
    return this.#rules;
  }

  /** Texts of indicators that hit. */
  get indicators(): readonly string[] {
    this.#indicators ??= this.#listed('indicator', this.#partsOf('hit'));
    return this.#indicators;
  }

  detected(passes: (rule: NamedRule) => boolean): Clause {
    const { tuner } = this.#case.tuning;
    const asked = this.rules.filter((rule) => passes(leveled(rule, tuner)));
    const plain = asked.filter((rule) => !tuner.excludes(rule) && isShown(rule, tuner));
    const some = asked.some((rule) => tuner.excludes(rule) && isShown(rule, tuner));
    return anyOf([
      this.#child('detection', 'rule', plain.map(ruleTerm)),
      ...(some ? this.files.map((file) => this.#byEvent(file, passes)) : []),
    ]);
  }

  #child(kind: FoundKind, field: string, texts: readonly string[]): Clause {
    if (texts.length === 0) return anyOf([]);
    return childOf(kind, allOf([this.#partsOf(kind), termsIn(field, texts)]));
  }

  /** Rules whose detections are left out by what stands in the event: each of them is looked at. */
  #byEvent(file: PublishedFile, passes: (rule: NamedRule) => boolean): Clause {
    const { tuner } = this.#case.tuning;
    const events = this.#case
      .detections(file)
      .filter(({ rule }) => tuner.excludes(rule) && passes(rule))
      .map(({ event }) => event);
    if (events.length === 0) return anyOf([]);
    return allOf([termsIn('part', [partOfFile(file)]), termsIn('event', [...new Set(events)])]);
  }

  hit(passes: (indicator: string) => boolean): Clause {
    return this.#child('hit', 'indicator', this.indicators.filter(passes));
  }

  marked(passes: (marks: EventMarks) => boolean): readonly string[] {
    return this.#case.marked(this.files, passes);
  }
}

const leveled = (rule: NamedRule, tuner: Tuner): NamedRule => ({
  ...rule,
  level: tuner.tune(bare(rule)).level,
});

const isShown = (rule: NamedRule, tuner: Tuner): boolean =>
  tuner.tune(bare(rule)).suppressedBy === null;

/** As a tuner asks for it, without a match: only what is said of the rule itself counts. */
const bare = (rule: NamedRule) => ({
  rule: { ...rule, status: '', author: '', ruleHash: '', tags: [] },
  matches: [],
});
