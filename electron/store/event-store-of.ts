/** The one place that says which event store a case has. */
import { EMBEDDED, type StorePlace } from '@shared/contract/cluster';
import type { DocumentKind } from '@shared/model/event';
import type { FileId, Generation, RunId } from '@shared/model/ids';
import type { Tuner } from '@shared/sigma/tuning';
import { detectionsPath, hitsPath, shardPath } from './case-paths';
import { ClusterStore } from './cluster/cluster-store';
import type { Waiting } from './cluster/patient-line';
import type { EventStore, GenerationPlace, RunPlace, StoredGeneration } from './event-store';
import { CaseSearch } from './search/case-search';
import { NO_OTHERS, type OtherShares } from './search/shares';
import { openGeneration } from './shard/open-generation';
import { ShardWriter } from './shard/shard-writer';
import { type CorrelatedRow, DetectionsWriter, readCorrelated, readDetections, type StoredDetection } from './sidecar/detections'; // prettier-ignore
import { HitsWriter, readHits, type StoredHit } from './sidecar/hits';

/** Immutable shards in the case's own folder, one per file and generation, or packed (docs/formats/). */
class EmbeddedStore implements EventStore {
  readonly #caseDir: string;

  constructor(caseDir: string) {
    this.#caseDir = caseDir;
  }

  write({ file, generation }: GenerationPlace, documentKind: DocumentKind): ShardWriter {
    return new ShardWriter(shardPath(this.#caseDir, file, generation), documentKind);
  }

  read(place: GenerationPlace): StoredGeneration {
    return openGeneration(this.#caseDir, place);
  }

  writeDetections(run: RunPlace, tuner: Tuner): DetectionsWriter {
    return new DetectionsWriter(detectionsPath(...this.#of(run)), tuner);
  }

  detections(run: RunPlace): StoredDetection[] {
    return readDetections(detectionsPath(...this.#of(run)));
  }

  correlated(run: RunPlace): Iterable<CorrelatedRow> {
    return readCorrelated(detectionsPath(...this.#of(run)));
  }

  writeHits(run: RunPlace): HitsWriter {
    return new HitsWriter(hitsPath(...this.#of(run)));
  }

  hits(run: RunPlace): StoredHit[] {
    return readHits(hitsPath(...this.#of(run)));
  }

  /** What the paths of a run's sidecars are made of. */
  #of({ file, generation, run }: RunPlace): [string, FileId, Generation, RunId] {
    return [this.#caseDir, file, generation, run];
  }

  search(step: () => void = () => undefined, others: OtherShares = NO_OTHERS): CaseSearch {
    return new CaseSearch(this.#caseDir, { step, others });
  }
}

/** @param waiting told while a cluster is waited for; may throw to end that */
export const eventStoreOf = (
  caseDir: string,
  place: StorePlace = EMBEDDED,
  waiting: Waiting = () => undefined,
): EventStore =>
  place.type === 'cluster' ? new ClusterStore(caseDir, place, waiting) : new EmbeddedStore(caseDir);
