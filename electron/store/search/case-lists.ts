/** All detections or hits of a case as one list: filtered, sorted, each with its event's place. */
import type { z } from 'zod';
import type { DETECTION_ROWS, HIT_ROWS } from '@shared/contract/event-requests';
import type { DetectionRow, EventPlace, HitRow } from '@shared/contract/finding-views';
import { foldCase } from '@shared/model/fold-case';
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { FileTime } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import { LEVELS } from '@shared/model/level';
import { ruleKey } from '@shared/model/rule-key';
import type { PublishedFile } from '../case/published-rows';
import { problemOf } from './case-facts';
import type { ListedCase } from './listed-case';
import { isInGroup } from './hit-groups';
import { tuned } from './tuned-detection';
import { matchesOf } from '@shared/sigma/correlation/occurrence';
import type { StoredCorrelation } from '../sidecar/correlations';
import { correlationRow, detectionRow, hitRow } from './list-rows';

export interface Listed<Row> {
  readonly rows: readonly Row[];
  readonly problems: readonly string[];
}

type Order<Row> = (left: Row, right: Row) => number;

const compareText = (left: string | null, right: string | null): number => {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
};

/** Times of `formatFileTime` sort as text; ones past the year 9999 (`ticks:…`) come last. */
const byPlace: Order<EventPlace> = (left, right) =>
  compareText(left.time, right.time) || left.file - right.file || left.event - right.event;

const DETECTION_ORDERS: Readonly<
  Record<z.infer<typeof DETECTION_ROWS>['sort']['column'], Order<DetectionRow>>
> = {
  time: byPlace,
  level: (left, right) => LEVELS.indexOf(left.level) - LEVELS.indexOf(right.level),
  rule: (left, right) => compareText(left.ruleTitle, right.ruleTitle),
  computer: (left, right) => compareText(left.computer, right.computer),
  file: (left, right) => compareText(left.fileName, right.fileName),
};

/** The field of a hit's first match. */
const fieldOf = ({ matches }: HitRow): string | null => matches[0]?.field ?? null;

const HIT_ORDERS: Readonly<Record<z.infer<typeof HIT_ROWS>['sort']['column'], Order<HitRow>>> = {
  time: byPlace,
  indicator: (left, right) => compareText(left.indicator, right.indicator),
  field: (left, right) => compareText(fieldOf(left), fieldOf(right)),
  computer: (left, right) => compareText(left.computer, right.computer),
  file: (left, right) => compareText(left.fileName, right.fileName),
};

function sorted<Row extends EventPlace>(
  rows: Row[],
  order: Order<Row>,
  direction: 'asc' | 'desc',
): Row[] {
  const sign = direction === 'asc' ? 1 : -1;
  return rows.toSorted((left, right) => sign * order(left, right) || byPlace(left, right));
}

/** Rows of every file; one whose store is damaged is told and left out. */
function collect<Item extends { readonly event: number }, Row>(
  files: ListedCase,
  searched: readonly PublishedFile[],
  read: (file: PublishedFile) => readonly Item[],
  row: (place: EventPlace, item: Item) => Row,
): { rows: Row[]; problems: string[] } {
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const file of searched) {
    try {
      for (const item of read(file)) rows.push(row(files.placeOf(file, item.event), item));
    } catch (error) {
      problems.push(problemOf(file, error));
    }
  }
  return { rows, problems };
}

const holds = (needle: string, texts: readonly (string | null)[]): boolean =>
  needle === '' || texts.some((text) => text !== null && foldCase(text).includes(needle));

export function detectionRows(
  files: ListedCase,
  searched: readonly PublishedFile[],
  asked: z.infer<typeof DETECTION_ROWS>,
): Listed<DetectionRow> {
  const { rows, problems } = collect(
    files,
    searched,
    (file) => (asked.suppressed ? files.suppressed(file) : files.detections(file)),
    detectionRow,
  );
  const correlated = correlationRows(files, searched, asked.suppressed, problems);
  const needle = foldCase(asked.filter.trim());
  const all = [...rows, ...correlated];
  const ofRule =
    asked.rule === null
      ? all
      : all.filter(({ ruleId, ruleTitle }) => ruleKey(ruleId, ruleTitle) === asked.rule);
  const passing = ofRule.filter((row) =>
    holds(needle, [
      ...[
        row.ruleTitle,
        row.ruleId,
        row.level,
        row.author,
        row.computer,
        row.fileName,
        row.channel,
        row.eventId,
      ],
      ...row.tags,
      ...row.matches.flatMap(({ field, value }) => [field, value]),
    ]),
  );
  const shown = passing.filter(
    ({ level }) => asked.levels === null || asked.levels.includes(level),
  );
  return {
    rows: sorted(shown, DETECTION_ORDERS[asked.sort.column], asked.sort.order),
    problems,
  };
}

/** Those with an event in the searched files; where the last event's file is gone they are about to be redone. */
function correlationRows(
  files: ListedCase,
  searched: readonly PublishedFile[],
  suppressed: boolean,
  problems: string[],
): DetectionRow[] {
  const byId = new Map(searched.map((file) => [file.id as number, file]));
  const { tuner } = files.tuning;
  const placeOf = placesOr(files, problems);
  return readable(files, problems).flatMap((found): DetectionRow[] => {
    const hit = tuned({ ...found, matches: matchesOf(found) }, tuner);
    if ((hit.suppressedBy !== null) !== suppressed) return [];
    const last = hit.contributions.findLast(({ file }) => byId.has(file));
    const file = last === undefined ? undefined : byId.get(last.file);
    if (last === undefined || file === undefined) return [];
    return [correlationRow(placeOf(file, last), hit)];
  });
}

/** Of events of correlations; of a file that cannot be read no more than is known is told, and once why. */
function placesOr(
  files: ListedCase,
  problems: string[],
): (file: PublishedFile, last: StoredCorrelation['contributions'][number]) => EventPlace {
  const lost = new Set<number>();
  return (file, last) => {
    try {
      if (!lost.has(file.id)) return files.placeOf(file, last.event);
    } catch (error) {
      const isTold = error instanceof CaseScopeError && error.code === 'evidence-missing';
      if (!isTold) problems.push(problemOf(file, error));
      lost.add(file.id);
    }
    return unknownPlace(file, last);
  };
}

const unknownPlace = (
  { id: file, name: fileName }: PublishedFile,
  { event, time }: StoredCorrelation['contributions'][number],
): EventPlace => ({
  ...{ file, event, fileName, time: formatFileTime(time as FileTime), recovery: 'live' },
  ...{ offset: null, recordId: null, eventRecordId: null },
  ...{ channel: null, eventId: null, computer: null },
});

function readable(files: ListedCase, problems: string[]): readonly StoredCorrelation[] {
  try {
    return files.correlations();
  } catch (error) {
    const mended = 'they are made anew when SIGMA is run on a file or the case is opened';
    problems.push(`The correlations cannot be read (${errorText(error)}): ${mended}.`);
    return [];
  }
}

export function hitRows(
  files: ListedCase,
  searched: readonly PublishedFile[],
  asked: z.infer<typeof HIT_ROWS>,
): Listed<HitRow> {
  const { rows, problems } = collect(files, searched, (file) => files.hits(file), hitRow);
  const needle = foldCase(asked.filter.trim());
  const { group } = asked;
  const grouped = group === null ? rows : rows.filter((row) => isInGroup(row, group));
  const passing = grouped.filter(({ indicator, type, matches, computer, fileName }) =>
    holds(needle, [
      ...[indicator, type, computer, fileName],
      ...matches.flatMap(({ field, value }) => [field, value]),
    ]),
  );
  return { rows: sorted(passing, HIT_ORDERS[asked.sort.column], asked.sort.order), problems };
}
