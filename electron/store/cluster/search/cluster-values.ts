/** The values of a field over what a search found, each with how many events have it; exact at any number. */
import { fieldsMeant } from '@shared/query/friendly-fields';
import { type CaseField, isCaseField, type Valued } from '../../search/found-counts';
import { textsOfRecovery } from '../../search/told-by-case';
import { sortedCounts } from '../../search/value-counts';
import { RECOVERIES } from '@shared/model/event';
import { LEVELS } from '@shared/model/level';
import { nullTerm } from '../field-terms';
import { allOf, type Clause, termsIn } from '../query/clause';
import { listedValues } from '../query/listed-values';
import { recoveredClause } from '../query/told-clauses';
import type { CaseIndex } from './case-index';
import type { ClusterFiles } from './cluster-files';
import type { FoundInCluster } from './found-in-cluster';
import { partOfFile } from './parts';

type Counts = Map<string | null, number>;

export function clusterValues(files: ClusterFiles, found: FoundInCluster, field: string): Valued {
  const { counts, having } = isCaseField(field)
    ? toldCounts(files, found, field)
    : storedCounts(files.index, found, field);
  return { counts: sortedCounts(counts), having, problems: found.problems };
}

interface Counted {
  readonly counts: Counts;
  /** Events that have the field. */
  readonly having: number;
}

function storedCounts(index: CaseIndex, { query, asked }: FoundInCluster, field: string): Counted {
  const keys = fieldsMeant(field).flatMap((name) => asked.keysCalled(name));
  if (keys.length === 0) return { counts: new Map(), having: 0 };
  const terms = new Map<string, string[]>();
  const counts: Counts = new Map();
  const having = allOf([query, termsIn('names', keys)]);
  for (const { term, text, count } of listedValues(index, having, keys)) {
    terms.set(text, [...(terms.get(text) ?? []), term]);
    counts.set(text, count);
  }
  countShared(index, query, terms, counts);
  const [events = 0, nulls = 0] = index.counts([
    having,
    allOf([query, termsIn('values', keys.map(nullTerm))]),
  ]);
  if (nulls > 0) counts.set(null, nulls);
  return { counts, having: events };
}

/** Fields that stand beside each other in one event may hold the same value: the event counts once. */
function countShared(
  index: CaseIndex,
  query: Clause,
  terms: ReadonlyMap<string, readonly string[]>,
  counts: Counts,
): void {
  const shared = [...terms].filter(([, of]) => of.length > 1);
  const events = index.counts(shared.map(([, of]) => allOf([query, termsIn('values', of)])));
  shared.forEach(([text], at) => counts.set(text, events[at] ?? 0));
}

/** What the case tells of events. */
function toldCounts(files: ClusterFiles, found: FoundInCluster, field: CaseField): Counted {
  const { asked, query } = found;
  switch (field) {
    case 'file':
      return byFile(files.index, found);
    case 'level':
      return counted(files.index, query, asked.detected(always), LEVELS, (level) =>
        asked.detected((rule) => rule.level === level),
      );
    case 'rule': {
      const titles = new Set(asked.rules.map(({ ruleTitle }) => ruleTitle));
      return counted(files.index, query, asked.detected(always), [...titles], (title) =>
        asked.detected(({ ruleTitle }) => ruleTitle === title),
      );
    }
    case 'indicator':
      return counted(files.index, query, asked.hit(always), asked.indicators, (text) =>
        asked.hit((indicator) => indicator === text),
      );
    case 'recovered':
      return counted(files.index, query, recoveredClause(always), RECOVERED_TEXTS, (text) =>
        recoveredClause((one) => one === text),
      );
    case 'tag':
      return byTag(files, found);
  }
}

const RECOVERED_TEXTS = [...new Set(RECOVERIES.flatMap(textsOfRecovery))];

const always = (): boolean => true;

function counted(
  index: CaseIndex,
  query: Clause,
  any: Clause,
  texts: readonly string[],
  clauseOf: (text: string) => Clause,
): Counted {
  const asked = [any, ...texts.map(clauseOf)].map((clause) => allOf([query, clause]));
  const [having = 0, ...events] = index.counts(asked);
  const counts: Counts = new Map();
  texts.forEach((text, at) => {
    const count = events[at] ?? 0;
    if (count > 0) counts.set(text, count);
  });
  return { counts, having };
}

function byTag(files: ClusterFiles, { asked, query, files: searched }: FoundInCluster): Counted {
  const names = new Set(
    searched.flatMap((file) =>
      [...files.marks(file).values()].flatMap(({ tags }) => tags.map(({ name }) => name)),
    ),
  );
  const ids = (passes: (name: string) => boolean): Clause =>
    termsIn(
      '_id',
      asked.marked(({ tags }) => tags.some(({ name }) => passes(name))),
    );
  return counted(files.index, query, ids(always), [...names], (name) => ids((one) => one === name));
}

/** Files of one name are one value. */
function byFile(index: CaseIndex, { query, files }: FoundInCluster): Counted {
  const counts: Counts = new Map();
  let having = 0;
  const names = new Map(files.map((file) => [partOfFile(file), file.name]));
  for (const page of index.distinct({ terms: { field: 'part' } }, query))
    for (const { value, count } of page) {
      const name = names.get(value);
      if (name === undefined) continue;
      counts.set(name, (counts.get(name) ?? 0) + count);
      having += count;
    }
  return { counts, having };
}
