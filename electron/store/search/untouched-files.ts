/**
 * Files that a change of indicators does not touch: those that come stand nowhere in them, and none of their hits is of
 * one that goes. Told from the columns and the hits there are. A file of which it is not sure, because it is damaged
 * or was indexed before raw texts were kept, is left out.
 */
import type { UntouchedFile, UntouchedOrder } from '@shared/contract/untouched';
import type { PublishedFile } from '../case/published-rows';
import { isOfOneFile } from './case-facts';
import type { CaseFiles } from './case-files';
import type { SegmentTally } from './segment-tally';
import { type FileStretch, Weighing } from './weigh-indicators';

export function untouchedFiles(
  files: CaseFiles,
  { files: ids, added, removed }: UntouchedOrder,
  step: () => void,
): UntouchedFile[] {
  const gone = new Set(removed);
  const kept = files
    .published(ids)
    .filter((file) => isSure(() => !hasHitOf(files, file, gone)))
    .filter((file) => added.length === 0 || isSure(() => files.shards.head(file).keepsRawTexts));
  const touched = new Set<number>();
  const weighing = new Weighing(files, kept, added, (tally, stretches) => {
    for (const file of standingIn(tally, stretches)) touched.add(file);
  });
  const sure = kept.filter((file) =>
    isSure(() => {
      weighing.add(file, step);
      return true;
    }),
  );
  return sure
    .filter(({ id }) => !touched.has(id))
    .flatMap(({ id, published: { generation, hitsRun } }) =>
      hitsRun === null ? [] : [{ file: id, generation, hitsRun }],
    );
}

/** @throws what is not the damage of one file */
function isSure(tell: () => boolean): boolean {
  try {
    return tell();
  } catch (error) {
    if (!isOfOneFile(error)) throw error;
    return false;
  }
}

function hasHitOf(files: CaseFiles, file: PublishedFile, indicators: ReadonlySet<number>): boolean {
  if (indicators.size === 0 || file.published.counts.hits === 0) return false;
  return files.hits(file).some(({ indicatorId }) => indicators.has(indicatorId));
}

function standingIn(tally: SegmentTally, stretches: readonly FileStretch[]): number[] {
  const flags = tally.standing();
  return stretches
    .filter(({ from, to }) => flags.subarray(from, to).includes(1))
    .map(({ file }) => file);
}
