/** One case twice: its events in shards of its folder, and in a cluster. */
import path from 'node:path';
import { inject } from 'vitest';
import type { ClusterPlace } from '@shared/contract/cluster';
import type { RuleMatch } from '@shared/model/detection';
import type { DocumentKind, EventRecord } from '@shared/model/event';
import { generation, runId, sha256 } from '@shared/model/ids';
import type { IndicatorHit } from '@shared/model/indicator';
import { Tuner } from '@shared/sigma/tuning';
import { CaseDatabase } from '@electron/store/case/case-database';
import { detectionsPath, hitsPath, shardName, shardPath } from '@electron/store/case-paths';
import type { CaseSearcher } from '@electron/store/event-store';
import { BOOKS_MAPPING, booksIndex, booksSettings } from '@electron/store/cluster/books-index';
import { CaseCalls } from '@electron/store/cluster/case-calls';
import { ClusterLine } from '@electron/store/cluster/cluster-line';
import { ClusterGeneration } from '@electron/store/cluster/cluster-generation';
import {
  ClusterDetectionsWriter,
  ClusterHitsWriter,
} from '@electron/store/cluster/cluster-sidecars';
import { ClusterWriter } from '@electron/store/cluster/cluster-writer';
import { partOf } from '@electron/store/cluster/event-document';
import { PatientLine } from '@electron/store/cluster/patient-line';
import { ClusterSearch } from '@electron/store/cluster/search/cluster-search';
import { CaseSearch } from '@electron/store/search/case-search';
import { ShardWriter } from '@electron/store/shard/shard-writer';
import { DetectionsWriter } from '@electron/store/sidecar/detections';
import { HitsWriter } from '@electron/store/sidecar/hits';
import { type GivenEvent, recordOf } from '../fixtures/case-of-events';
import { temporaryFolder } from '../fixtures/temporary-folder';

export interface GivenFile {
  readonly events: readonly GivenEvent[];
  /** In their place: read once. */
  readonly records?: Iterable<EventRecord>;
  readonly documentKind?: DocumentKind;
  /** In the order of their events. */
  readonly detections?: readonly (readonly [event: number, match: RuleMatch])[];
  readonly hits?: readonly (readonly [event: number, hit: IndicatorHit])[];
}

export interface TwoStores {
  readonly caseDir: string;
  readonly place: ClusterPlace;
  readonly embedded: CaseSearcher;
  readonly cluster: CaseSearcher;
  readonly line: PatientLine;
  readonly database: CaseDatabase;
  close(): void;
}

let cases = 0;

/** A case of its own. */
export const placeAt = (url: string): ClusterPlace => ({
  type: 'cluster',
  connection: { url, trust: { type: 'system' }, auth: { type: 'none' } },
  secret: null,
  clusterCase: `parity-${process.pid}-${Date.now()}-${++cases}`,
});

/** Files by name, in this order. */
export function twoStores(
  files: Readonly<Record<string, GivenFile>>,
  url = inject('clusterUrl'),
): TwoStores {
  const caseDir = path.join(temporaryFolder(), 'case');
  const database = CaseDatabase.create(caseDir, 'test', 'a test');
  const place = placeAt(url);
  const clusterLine = new ClusterLine(place);
  const line = new PatientLine(clusterLine, () => undefined, 30_000);
  const calls = new CaseCalls(line, place);
  makeBooks(line, place);
  Object.entries(files).forEach(([name, given], number) =>
    publish({ database, caseDir, calls, number }, name, given),
  );
  const embedded = new CaseSearch(caseDir);
  const cluster = new ClusterSearch(caseDir, line, place, () => undefined);
  return {
    ...{ caseDir, place, embedded, cluster, line, database },
    close: () => {
      embedded.close();
      cluster.close();
      database.close();
      line.ask({ method: 'DELETE', path: `/casescope-${place.clusterCase}-*` });
      clusterLine.close();
    },
  };
}

function makeBooks(line: PatientLine, { clusterCase }: ClusterPlace): void {
  const body = { settings: { index: booksSettings(1) }, mappings: BOOKS_MAPPING };
  line.ask({ method: 'PUT', path: `/${booksIndex(clusterCase)}`, body });
}

interface Target {
  readonly database: CaseDatabase;
  readonly caseDir: string;
  readonly calls: CaseCalls;
  /** Of the file in the cluster. */
  readonly number: number;
}

let hashes = 0;
const GENERATION = generation(1);
const RUN = runId(1);
const UNTUNED = new Tuner([]);
const PROVENANCE = { packHash: 'none' };

function publish(
  { database, caseDir, calls, number }: Target,
  name: string,
  { events, records, documentKind = 'json', detections = [], hits = [] }: GivenFile,
): void {
  const hash = String(hashes++).padStart(64, '0');
  const facts = { path: `/evidence/${name}`, name, sizeBytes: 1, modifiedMs: 0 };
  const { id } = database.evidenceTable.add({
    ...{ ...facts, kind: 'ndjson', intake: { type: 'accepted' } },
    hashes: { sha256: sha256(hash), sha1: '', md5: '' },
  });
  const shard = shardPath(caseDir, id, GENERATION);
  const part = partOf(hash, GENERATION);
  const file = { sha256: hash, number };
  const writers = [
    new ShardWriter(shard, documentKind),
    new ClusterWriter(calls, part, file, documentKind, events.length),
  ] as const;
  for (const record of records ?? events.map(recordOf))
    for (const writer of writers) writer.add(record);
  const [{ summary, outline }] = [writers[0].finish(), writers[1].finish()];
  if (outline !== null) database.outlineTable.put(shardName(id, GENERATION), outline);
  const inCluster = new ClusterGeneration(calls, part);
  const target = {
    ...{ calls, file, generation: inCluster },
    parts: { events: part, run: partOf(hash, GENERATION, RUN) },
  };
  const detectionWriters = [
    new DetectionsWriter(detectionsPath(caseDir, id, GENERATION, RUN), UNTUNED),
    new ClusterDetectionsWriter(target, UNTUNED),
  ];
  const [counted] = detectionWriters.map((writer) => {
    for (const [event, match] of detections) {
      const placed = { time: events[event]?.time ?? null, textsOf: () => [] };
      writer.add(event, { ...match, ...placed });
    }
    return writer.finish(PROVENANCE);
  });
  const hitWriters = [
    new HitsWriter(hitsPath(caseDir, id, GENERATION, RUN)),
    new ClusterHitsWriter(target),
  ];
  const [hitCounts] = hitWriters.map((writer) => {
    for (const [event, hit] of hits) writer.add(event, hit);
    return writer.finish(PROVENANCE);
  });
  if (counted === undefined || hitCounts === undefined) throw new Error('nothing was counted');
  const { detections: met, byLevel, suppressed } = counted;
  database.evidenceTable.publish(id, {
    ...{ generation: GENERATION, pack: null, detectionsRun: RUN, hitsRun: RUN, result: 'full' },
    huntedWith: { rules: null, indicators: null },
    counts: {
      ...{ ...summary, ...hitCounts, detections: met, detectionsByLevel: byLevel, suppressed },
      ...{ rulesApplied: 7, slowRules: [], integrity: null },
    },
  });
}
