/** Counts over everything a search found: by time, by value. */
import type { EventHistogram } from '@shared/contract/event-views';
import { RECOVERIES } from '@shared/model/event';
import { type CaseField, isCaseField } from '@shared/query/case-fields';
import { isMarkName } from '@shared/query/mark-fields';
import type { PublishedFile } from '../case/published-rows';
import { problemOf } from './case-facts';
import { type CaseFiles } from './case-files';
import type { Found } from './found-searches';
import type { MatchedRun } from './matched-run';
import type { MatchList } from './matches';
import { histogramOf, type MarkedEvent, markedEvents } from './histogram';
import type { Interval } from './interval-counts';
import { readOr } from './sidecar-or';
import { GatheredEvents } from './gathered-events';
import { isInShare, type Share } from './shares';
import { textsOfMark, textsOfRecovery } from './told-by-case';
import type { ValueCounts } from './value-counts';

/** @param counted intervals of what was found, by their width */
export function foundHistogram(
  files: CaseFiles,
  found: Found,
  most: number,
  counted: (widthTicks: bigint) => Iterable<Interval>,
): EventHistogram {
  return histogramOf(found.matches, most, markedIn(files, found), counted);
}

/** Files whose detections cannot be read have no marks here; the list of detections tells why. */
function* markedIn(files: CaseFiles, found: Found): Generator<MarkedEvent> {
  for (const [position, file] of found.files.entries())
    yield* markedEvents(
      position,
      readOr(() => files.detections(file)),
    );
}

export interface Valued {
  readonly counts: ReturnType<ValueCounts['sorted']>;
  /** Events that have the field. */
  readonly having: number;
  /** Files that could not be counted, and why. */
  readonly problems: readonly string[];
}

export interface Counting {
  /** A field's name in any letter case, a friendly one, or a name of the case in lower case. */
  readonly field: string;
  /** Of the field; what is counted is added. */
  readonly counts: ValueCounts;
}

/**
 * @param share of the files found
 * @returns files that could not be counted, and why
 */
export function countValues(
  files: CaseFiles,
  found: Found,
  { field, counts }: Counting,
  step: () => void,
  share: Share,
): string[] {
  const problems = new Set(found.problems);
  const failed = (file: PublishedFile, error: unknown): void => {
    problems.add(problemOf(file, error));
  };
  const gathered = new GatheredEvents(
    (columns, places) => counts.addSegment(columns, places),
    failed,
  );
  for (const [position, file] of found.files.entries()) {
    const runs = isInShare(file, share) ? found.matches.runsOf(position) : [];
    if (runs.length === 0) continue;
    step();
    try {
      if (isCaseField(field))
        addToldByCase(counts, files, found.matches, { file, position, field });
      else
        for (const { segment, places } of runs)
          gathered.add(file, files.shards.part(file, segment), places);
    } catch (error) {
      failed(file, error);
    }
  }
  gathered.flush();
  files.shards.keepNumbers(field);
  return [...problems];
}

/** @param problems of all shares */
export const valued = (counts: ValueCounts, problems: readonly string[]): Valued => ({
  ...{ counts: counts.sorted(), having: counts.having, problems: [...new Set(problems)] },
});

interface Told {
  readonly file: PublishedFile;
  /** Of the file among those searched. */
  readonly position: number;
  readonly field: CaseField;
}

function addToldByCase(
  counts: ValueCounts,
  files: CaseFiles,
  matches: MatchList,
  { file, position, field }: Told,
): void {
  const runs = matches.runsOf(position);
  if (field === 'file') return counts.addEvents([file.name], eventsIn(runs));
  if (field === 'recovered') return addRecovered(counts, files, runs, file);
  const texts = new Map<number, string[]>();
  for (const { event, text } of marksOf(files, file, field)) {
    if (!matches.has(position, event)) continue;
    const others = texts.get(event);
    if (others === undefined) texts.set(event, [text]);
    else others.push(text);
  }
  for (const one of texts.values()) counts.addEvent(one);
}

const eventsIn = (runs: readonly MatchedRun[]): number =>
  runs.reduce((sum, { count }) => sum + count, 0);

/** A file without recovered events is not read. */
function addRecovered(
  counts: ValueCounts,
  files: CaseFiles,
  runs: readonly MatchedRun[],
  file: PublishedFile,
): void {
  if (file.published.counts.recovered === 0)
    return counts.addEvents(textsOfRecovery('live'), eventsIn(runs));
  for (const { segment, places } of runs) {
    const { recovered } = files.shards.part(file, segment).segment;
    const grades = Array<number>(RECOVERIES.length).fill(0);
    for (const at of places ?? recovered.keys()) {
      const grade = recovered[at] ?? 0;
      grades[grade] = (grades[grade] ?? 0) + 1;
    }
    RECOVERIES.forEach((grade, code) => {
      const events = grades[code] ?? 0;
      if (events > 0) counts.addEvents(textsOfRecovery(grade), events);
    });
  }
}

function marksOf(
  files: CaseFiles,
  file: PublishedFile,
  field: Exclude<CaseField, 'file' | 'recovered'>,
): readonly { readonly event: number; readonly text: string }[] {
  if (isMarkName(field))
    return [...files.marks(file)].flatMap(([event, marks]) =>
      textsOfMark(field, marks).map((text) => ({ event, text })),
    );
  if (field === 'indicator')
    return readOr(() => files.hits(file)).map(({ event, indicator }) => ({
      ...{ event, text: indicator },
    }));
  return readOr(() => files.detections(file)).map(({ event, rule }) => ({
    ...{ event, text: field === 'level' ? rule.level : rule.ruleTitle },
  }));
}
