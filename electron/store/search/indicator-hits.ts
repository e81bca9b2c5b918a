/** What each indicator hits in a case: how often, where, from when to when. */
import type { IndicatorHits } from '@shared/contract/hit-groups';
import type { FileTime } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import type { PublishedFile } from '../case/published-rows';
import { rangeOfHits, spreadOf } from './hit-times';
import type { ListedCase } from './listed-case';
import { readOr } from './sidecar-or';
import { hostOf } from './hit-groups';

interface Met {
  hits: number;
  readonly files: Set<number>;
  readonly hosts: Set<string>;
  readonly times: FileTime[];
}

/** Files that cannot be read are told by the list of hits. */
export function hitsByIndicator(
  files: ListedCase,
  searched: readonly PublishedFile[],
  step: () => void,
): IndicatorHits[] {
  const met = new Map<number, Met>();
  for (const file of searched) {
    step();
    for (const { event, indicatorId } of readOr(() => files.hits(file)))
      note(met, indicatorId, file, whereIn(files, file, event));
  }
  const range = rangeOfHits(timesOf(met.values()));
  return [...met].map(([indicatorId, { hits, files: of, hosts, times }]) => {
    const span = spanOf(times);
    return {
      ...{ indicatorId, hits, files: of.size, hosts: hosts.size },
      first: textOf(span.first),
      last: textOf(span.last),
      ...spreadOf(times, range),
    };
  });
}

interface Where {
  readonly host: string | null;
  readonly time: FileTime | null;
}

function whereIn(files: ListedCase, file: PublishedFile, event: number): Where {
  return { host: hostOf(files.placeOf(file, event)), time: files.timeOf(file, event) };
}

function note(met: Map<number, Met>, id: number, file: PublishedFile, { host, time }: Where): void {
  const one = met.get(id) ?? { hits: 0, files: new Set(), hosts: new Set(), times: [] };
  met.set(id, one);
  one.hits++;
  one.files.add(file.id);
  if (host !== null) one.hosts.add(host.toLowerCase());
  if (time !== null) one.times.push(time);
}

interface Span {
  readonly first: FileTime | null;
  readonly last: FileTime | null;
}

function spanOf(times: readonly FileTime[]): Span {
  let [first, last]: [FileTime | null, FileTime | null] = [null, null];
  for (const time of times) {
    if (first === null || time < first) first = time;
    if (last === null || time > last) last = time;
  }
  return { first, last };
}

function* timesOf(all: Iterable<Met>): Generator<FileTime, void, undefined> {
  for (const { times } of all) yield* times;
}

const textOf = (time: FileTime | null): string | null =>
  time === null ? null : formatFileTime(time);
