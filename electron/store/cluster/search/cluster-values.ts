/** The values of a field over what a search found, each with how many events its filter finds; exact at any number. */
import { fieldsMeant } from '@shared/query/friendly-fields';
import { type CaseField, isCaseField } from '@shared/query/case-fields';
import type { Valued } from '../../search/found-counts';
import type { MarkName } from '@shared/query/mark-fields';
import { textsOfMark, textsOfRecovery } from '../../search/told-by-case';
import { type CountedValue, FoundValues } from '../../search/found-values';
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

type Counts = Map<string, number>;

export function clusterValues(files: ClusterFiles, found: FoundInCluster, field: string): Valued {
  const { counts, having } = isCaseField(field)
    ? toldCounts(files, found, field)
    : storedCounts(files.index, found, field);
  return { counts, having, problems: found.problems };
}

interface Counted {
  readonly counts: readonly CountedValue[];
  /** Events that have the field. */
  readonly having: number;
}

function storedCounts(index: CaseIndex, { query, asked }: FoundInCluster, field: string): Counted {
  const keys = fieldsMeant(field).flatMap((name) => asked.keysCalled(name));
  if (keys.length === 0) return { counts: [], having: 0 };
  const terms = new Map<string, string[]>();
  const counts: Counts = new Map();
  const having = allOf([query, termsIn('names', keys)]);
  for (const { term, text, count } of listedValues(index, having, keys)) {
    terms.set(text, [...(terms.get(text) ?? []), term]);
    counts.set(text, count);
  }
  const clauseOf = (texts: readonly string[]): Clause =>
    termsIn(
      'values',
      texts.flatMap((text) => terms.get(text) ?? []),
    );
  // Fields that stand beside each other in one event may hold the same text: the event counts once.
  const shared = [...terms].flatMap(([text, of]) => (of.length > 1 ? [text] : []));
  const events = countsOf(
    index,
    query,
    shared.map((text) => clauseOf([text])),
  );
  shared.forEach((text, at) => counts.set(text, events[at] ?? 0));
  const [all = 0, nulls = 0] = countsOf(index, query, [
    termsIn('names', keys),
    termsIn('values', keys.map(nullTerm)),
  ]);
  return { counts: groupedCounts(index, query, { field, counts, nulls }, clauseOf), having: all };
}

const countsOf = (index: CaseIndex, query: Clause, asked: readonly Clause[]): number[] =>
  index.counts(asked.map((clause) => allOf([query, clause])));

interface CountedTexts {
  readonly field: string;
  /** Events by exact text. */
  readonly counts: Counts;
  readonly nulls: number;
}

/** An event that has several texts which one value finds counts once. @param clauseOf events with any of some texts */
function groupedCounts(
  index: CaseIndex,
  query: Clause,
  { field, counts, nulls }: CountedTexts,
  clauseOf: (texts: readonly string[]) => Clause,
): readonly CountedValue[] {
  const texts = [...counts.keys()];
  const found = foundValues(field, texts);
  const groups = found.grouped([...counts.values()]);
  const several = [...textsByValue(found, texts)].filter(([, all]) => all.length > 1);
  const events = countsOf(
    index,
    query,
    several.map(([, all]) => clauseOf(all)),
  );
  several.forEach(([value], at) => {
    const group = groups[value];
    if (group !== undefined) groups[value] = { ...group, count: events[at] ?? 0 };
  });
  return sortedCounts(groups, nulls);
}

function foundValues(field: string, texts: readonly string[]): FoundValues {
  const found = new FoundValues(field);
  for (const text of texts) found.add(text);
  return found;
}

/** By the numbers of the values that find them. */
function textsByValue(
  found: FoundValues,
  texts: readonly string[],
): ReadonlyMap<number, readonly string[]> {
  const byValue = new Map<number, string[]>();
  texts.forEach((text, number) => {
    for (const value of found.valuesOf(number)) {
      const known = byValue.get(value);
      if (known === undefined) byValue.set(value, [text]);
      else known.push(text);
    }
  });
  return byValue;
}

/** What the case tells of events. */
function toldCounts(files: ClusterFiles, found: FoundInCluster, field: CaseField): Counted {
  const { asked } = found;
  const { index } = files;
  switch (field) {
    case 'file':
      return byFile(index, found);
    case 'level':
      return counted(index, found, field, LEVELS, (passes) =>
        asked.detected(({ level }) => passes(level)),
      );
    case 'rule': {
      const titles = new Set(asked.rules.map(({ ruleTitle }) => ruleTitle));
      return counted(index, found, field, [...titles], (passes) =>
        asked.detected(({ ruleTitle }) => passes(ruleTitle)),
      );
    }
    case 'indicator':
      return counted(index, found, field, asked.indicators, (passes) => asked.hit(passes));
    case 'recovered':
      return counted(index, found, field, RECOVERED_TEXTS, recoveredClause);
    case 'tag':
    case 'note':
    case 'hidden':
      return byMark(files, found, field);
  }
}

const RECOVERED_TEXTS = [...new Set(RECOVERIES.flatMap(textsOfRecovery))];

type TellingClause = (passes: (text: string) => boolean) => Clause;

function counted(
  index: CaseIndex,
  { query }: FoundInCluster,
  field: CaseField,
  texts: readonly string[],
  clauseOf: TellingClause,
): Counted {
  const asked = [() => true, ...texts.map((text) => (one: string) => one === text)];
  const [having = 0, ...events] = countsOf(index, query, asked.map(clauseOf));
  const counts: Counts = new Map();
  texts.forEach((text, at) => {
    const count = events[at] ?? 0;
    if (count > 0) counts.set(text, count);
  });
  const anyOfThem = (some: readonly string[]): Clause => clauseOf((text) => some.includes(text));
  return { counts: groupedCounts(index, query, { field, counts, nulls: 0 }, anyOfThem), having };
}

function byMark(files: ClusterFiles, found: FoundInCluster, name: MarkName): Counted {
  const texts = new Set(
    found.files.flatMap((file) =>
      [...files.marks(file).values()].flatMap((marks) => textsOfMark(name, marks)),
    ),
  );
  return counted(files.index, found, name, [...texts], (passes) =>
    termsIn(
      '_id',
      found.asked.marked((marks) => textsOfMark(name, marks).some(passes)),
    ),
  );
}

/** Files of one name are one value, and an event is of one file. */
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
  const groups = foundValues('file', [...counts.keys()]).grouped([...counts.values()]);
  return { counts: sortedCounts(groups, 0), having };
}
