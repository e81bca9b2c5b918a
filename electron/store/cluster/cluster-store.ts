/** The event store of a case in a cluster: documents in indices behind the case's alias (docs/formats/cluster.md). */
import type { ClusterFile, ClusterPlace } from '@shared/contract/cluster';
import type { DetectionCounts } from '@shared/contract/order';
import type { DocumentKind } from '@shared/model/event';
import type { IndicatorHit } from '@shared/model/indicator';
import type { Tuner } from '@shared/sigma/tuning';
import type { CaseSearcher, EventStore, GenerationPlace, GenerationWriter, RunPlace, StoredGeneration } from '../event-store'; // prettier-ignore
import type { CorrelatedRow, PlacedMatch, StoredDetection } from '../sidecar/detections';
import type { HitCounts, StoredHit } from '../sidecar/hits';
import type { SidecarWriter } from '../sidecar/sidecar-writer';
import { CaseCalls } from './case-calls';
import { ClusterGeneration } from './cluster-generation';
import { ClusterLine } from './cluster-line';
import { ClusterDetectionsWriter, ClusterHitsWriter, correlatedRowOf, foundIn, type SidecarTarget, storedDetectionOf, storedHitOf } from './cluster-sidecars'; // prettier-ignore
import { ClusterWriter } from './cluster-writer';
import { partOf } from './event-document';
import { PatientLine, type Waiting } from './patient-line';
import { ClusterSearch } from './search/cluster-search';

/** A node that is started again, or a short loss of the network, is waited for this long. */
const PATIENCE_MS = 5 * 60_000;

/** Somebody waits for the answer, and may ask again. */
const SEARCH_PATIENCE_MS = 15_000;

/** One for each place, for as long as the thread lives: a connection takes longer to make than a small file. */
const lines = new Map<string, ClusterLine>();

export function lineTo(place: ClusterPlace): ClusterLine {
  const key = JSON.stringify(place);
  const line = lines.get(key) ?? new ClusterLine(place);
  lines.set(key, line);
  return line;
}

/** A file of a case in a cluster has a place there. */
function inCluster({ inCluster: file }: GenerationPlace): ClusterFile {
  if (file === undefined) throw new RangeError('a file has no place in the cluster');
  return file;
}

const eventsPart = (place: GenerationPlace): string =>
  partOf(inCluster(place).sha256, place.generation);
const runPart = (place: RunPlace): string =>
  partOf(inCluster(place).sha256, place.generation, place.run);

export class ClusterStore implements EventStore {
  readonly #caseDir: string;
  readonly #place: ClusterPlace;
  readonly #calls: CaseCalls;
  /** The phases of a run read the same events. */
  #last: { readonly part: string; readonly generation: ClusterGeneration } | null = null;

  constructor(caseDir: string, place: ClusterPlace, waiting: Waiting) {
    this.#caseDir = caseDir;
    this.#place = place;
    this.#calls = new CaseCalls(new PatientLine(lineTo(place), waiting, PATIENCE_MS), place);
  }

  write(
    place: GenerationPlace,
    documentKind: DocumentKind,
    estimatedEvents: number,
  ): GenerationWriter {
    const [part, file] = [eventsPart(place), inCluster(place)];
    return new ClusterWriter(this.#calls, part, file, documentKind, estimatedEvents);
  }

  read(place: GenerationPlace): StoredGeneration {
    return this.#generation(place);
  }

  #generation(place: GenerationPlace): ClusterGeneration {
    const part = eventsPart(place);
    if (this.#last?.part !== part)
      this.#last = { part, generation: new ClusterGeneration(this.#calls, part) };
    return this.#last.generation;
  }

  writeDetections(run: RunPlace, tuner: Tuner): SidecarWriter<PlacedMatch, DetectionCounts> {
    return new ClusterDetectionsWriter(this.#target(run), tuner);
  }

  writeHits(run: RunPlace): SidecarWriter<IndicatorHit, HitCounts> {
    return new ClusterHitsWriter(this.#target(run));
  }

  #target(run: RunPlace): SidecarTarget {
    const parts = { events: eventsPart(run), run: runPart(run) };
    const generation = this.#generation(run);
    return { calls: this.#calls, file: inCluster(run), generation, parts };
  }

  *detections(run: RunPlace): Generator<StoredDetection, void, undefined> {
    for (const source of this.#found(run, 'detection')) yield storedDetectionOf(source);
  }

  *correlated(run: RunPlace): Generator<CorrelatedRow, void, undefined> {
    for (const source of this.#found(run, 'correlated')) yield correlatedRowOf(source);
  }

  *hits(run: RunPlace): Generator<StoredHit, void, undefined> {
    for (const source of this.#found(run, 'hit')) yield storedHitOf(source);
  }

  #found(run: RunPlace, kind: Parameters<typeof foundIn>[3]): Iterable<unknown> {
    // By its name: an index that is gone is an error, and no empty answer.
    const { index } = this.#generation(run);
    return foundIn(this.#calls, index, runPart(run), kind);
  }

  search(step: () => void = () => undefined): CaseSearcher {
    const line = new PatientLine(lineTo(this.#place), () => step(), SEARCH_PATIENCE_MS);
    return new ClusterSearch(this.#caseDir, line, this.#place, step);
  }
}
