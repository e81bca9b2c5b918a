/** What lists of detections and hits are made of, and their counts; by either store. */
import type { EventPlace } from '@shared/contract/finding-views';
import type { FileTime } from '@shared/model/file-time';
import type { Tuner } from '@shared/sigma/tuning';
import type { StoredCorrelation } from '../sidecar/correlations';
import type { StoredHit } from '../sidecar/hits';
import type { PublishedFile } from '../case/published-rows';
import type { TunedDetection } from './tuned-detection';

/** What a file has is told in the order of its events; what cannot be read is thrown. */
export interface ListedCase {
  /** `version` differs with the tunings. */
  readonly tuning: { readonly tuner: Tuner; readonly version: string };
  published(ids: readonly number[] | null): readonly PublishedFile[];
  /** As the examiner's tuning has them. */
  detections(file: PublishedFile): readonly TunedDetection[];
  /** Those tuning leaves out, with what leaves them out. */
  suppressed(file: PublishedFile): readonly TunedDetection[];
  hits(file: PublishedFile): readonly StoredHit[];
  readonly correlationsRun: number | null;
  correlations(): readonly StoredCorrelation[];
  /** @throws CaseScopeError `evidence-missing` for an event that is away, which the answer says by itself */
  placeOf(file: PublishedFile, event: number): EventPlace;
  timeOf(file: PublishedFile, event: number): FileTime | null;
}
