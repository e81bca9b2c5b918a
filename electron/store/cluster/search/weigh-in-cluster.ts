/** How many events each of some indicators stands in, by the values of fields: read from the cluster file by file. */
import type { WeighedIndicators } from '@shared/contract/indicators';
import { WorkSteps } from '@shared/ioc/work-steps';
import type { StoredGeneration } from '../../event-store';
import type { PublishedFile } from '../../case/published-rows';
import { problemOf } from '../../search/case-facts';
import type { WeighedDraft } from '../../search/indicator-needs';
import { weighedGroups } from '../../search/indicator-places';
import { SegmentColumns } from '../../search/segment-columns';
import { SegmentTally } from '../../search/segment-tally';
import { weighSegment } from '../../search/weigh-indicators';
import type { ClusterFiles } from './cluster-files';
import { lazyColumn } from './lazy-column';

export function weighInCluster(
  files: ClusterFiles,
  searched: readonly PublishedFile[],
  drafts: readonly WeighedDraft[],
  step: () => void,
): WeighedIndicators {
  const hits = Array.from({ length: drafts.length }, () => 0);
  const groups = weighedGroups(drafts).map((group) => ({ ...group, needs: null }));
  const { add: worked } = new WorkSteps(step);
  const problems: string[] = [];
  let events = 0;
  for (const file of searched) {
    try {
      const generation = files.generation(file);
      for (const columns of segmentsOf(generation)) {
        step();
        const tally = new SegmentTally(columns.events, null);
        for (const group of groups) weighSegment(group, columns, NO_INDEX, tally, worked);
        for (const [id, count] of tally.counts()) hits[id - 1] = (hits[id - 1] ?? 0) + count;
        events += columns.events;
      }
    } catch (error) {
      problems.push(problemOf(file, error));
    }
  }
  return { hits, events, problems };
}

/** Every value is looked at. */
const NO_INDEX = {
  ...{ known: new Map(), indexed: () => new Map<number, number[]>() },
  ...{ outlines: () => [null], mayHaveUnindexed: () => true },
};

function* segmentsOf(generation: StoredGeneration): Generator<SegmentColumns, void, undefined> {
  for (let id = 0; id < generation.head.segmentCount; id++)
    yield new SegmentColumns({
      ...{ key: String(id), fields: generation.head.fields },
      ...{ open: () => generation, segment: () => generation.segment(id) },
      column: (field) => lazyColumn(generation.column(id, field)),
      places: () => generation.places(id),
    });
}
