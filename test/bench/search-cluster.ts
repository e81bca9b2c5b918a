/**
 * `npm run bench:search-cluster`: what an examiner asks, of a million events in a cluster that runs already
 * (`CASESCOPE_OPENSEARCH_URL`). One line of JSON on stdout. `BENCH_EVENTS` is the number of events, written by
 * the writer of the program into one file of a new case.
 */
import path from 'node:path';
import type { ClusterPlace } from '@shared/contract/cluster';
import { generation, sha256 } from '@shared/model/ids';
import { noLevelCounts } from '@shared/model/level';
import { CaseDatabase } from '@electron/store/case/case-database';
import { BOOKS_MAPPING, booksIndex, booksSettings } from '@electron/store/cluster/books-index';
import { CaseCalls } from '@electron/store/cluster/case-calls';
import { lineTo } from '@electron/store/cluster/cluster-store';
import { ClusterWriter } from '@electron/store/cluster/cluster-writer';
import { partOf } from '@electron/store/cluster/event-document';
import { PatientLine } from '@electron/store/cluster/patient-line';
import { eventStoreOf } from '@electron/store/event-store-of';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { caseEvents } from './case-events';
import { oneBigLog } from './search-case';
import { warmly } from './search-measure';
import { questionsOf } from './search-questions';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);
const URL = process.env['CASESCOPE_OPENSEARCH_URL'] ?? 'http://127.0.0.1:9200';
const SHA256 = sha256('1'.padStart(64, '0'));
const GENERATION = generation(1);
const PATIENCE_MS = 60_000;

const place: ClusterPlace = {
  type: 'cluster',
  connection: { url: URL, trust: { type: 'system' }, auth: { type: 'none' } },
  secret: null,
  clusterCase: `bench-${process.pid}`,
};
const line = new PatientLine(lineTo(place), () => undefined, PATIENCE_MS);

function write(caseDir: string): void {
  const calls = new CaseCalls(line, place);
  const body = { settings: { index: booksSettings(1) }, mappings: BOOKS_MAPPING };
  line.ask({ method: 'PUT', path: `/${booksIndex(place.clusterCase)}`, body });
  const file = { sha256: SHA256, number: 1 };
  const writer = new ClusterWriter(calls, partOf(SHA256, GENERATION), file, 'json', EVENTS);
  for (const event of caseEvents(oneBigLog(EVENTS))) writer.add(event);
  const { summary } = writer.finish();
  const database = CaseDatabase.create(caseDir, 'bench', 'bench:search-cluster');
  const { evidenceTable } = database;
  const facts = { path: '/evidence/one.evtx', name: 'one.evtx', sizeBytes: 1, modifiedMs: 0 };
  const { id } = evidenceTable.add({
    ...{ ...facts, kind: 'evtx', intake: { type: 'accepted' } },
    hashes: { sha256: SHA256, sha1: '', md5: '' },
  });
  evidenceTable.publish(id, {
    ...{ generation: GENERATION, pack: null, detectionsRun: null, hitsRun: null },
    ...{ result: 'full', huntedWith: { rules: null, indicators: null } },
    counts: {
      ...{ ...summary, detections: 0, detectionsByLevel: noLevelCounts(), suppressed: 0 },
      ...{ rulesApplied: null, slowRules: [], hits: 0, eventsWithHits: 0, integrity: null },
    },
  });
  database.close();
}

const caseDir = path.join(temporaryFolder('bench'), 'case');
const begun = performance.now();
write(caseDir);
const writtenMs = performance.now() - begun;
process.stderr.write(`written in ${Math.round(writtenMs / 1_000)} s\n`);
const questions = questionsOf({ caseDir, events: EVENTS }, () =>
  eventStoreOf(caseDir, place).search(),
);
process.stdout.write(`${JSON.stringify({ events: EVENTS, writtenMs, ...warmly(questions) })}\n`);
line.ask({ method: 'DELETE', path: `/casescope-${place.clusterCase}-*` });
process.exit(0);
