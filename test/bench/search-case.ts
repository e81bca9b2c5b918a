/**
 * A case folder as the program leaves it: case.db with a row for each evidence file, and a published shard for
 * each, written by our own writer. Writing ten million events would take half an hour, so where there are many
 * files only a few distinct shards are written and hard-linked under the names of the others: each file has its
 * own row and is opened and decoded on its own, but all of them together take only those few from the disk
 * cache.
 */
import fs from 'node:fs';
import path from 'node:path';
import { type FileId, generation, sha256 } from '@shared/model/ids';
import { noLevelCounts } from '@shared/model/level';
import { CaseDatabase } from '@electron/store/case/case-database';
import { shardName, shardPath } from '@electron/store/case-paths';
import { ShardWriter } from '@electron/store/shard/shard-writer';
import type { ShardSummary } from '@electron/store/shard/shard-summary';
import type { ShardOutline } from '@shared/contract/shard-outline';
import { caseEvents, type MadeLog } from './case-events';

const GENERATION = generation(1);
const DISTINCT_SHARDS = 16;
/** All logs lie within a month; one of many covers a few days of it. */
const MONTH_DAYS = 30;
const LOG_DAYS = 4;
const HOSTS_OF_ONE_BIG_FILE = 40;

export interface MadeCase {
  readonly caseDir: string;
  readonly events: number;
  readonly files: number;
  readonly bytesPerEvent: number;
}

export const oneBigLog = (events: number): MadeLog => ({
  ...{ seed: 1, events, hosts: HOSTS_OF_ONE_BIG_FILE, startDay: 0, days: MONTH_DAYS },
});

/** The log of a computer, its days spread over the month by its seed. */
const smallLog = (seed: number, events: number): MadeLog => {
  const startDay = (seed * 7) % (MONTH_DAYS - LOG_DAYS);
  return { seed, events, hosts: 1, startDay, days: LOG_DAYS };
};

interface Written {
  readonly id: FileId;
  readonly summary: ShardSummary;
  readonly outline: ShardOutline;
  readonly bytes: number;
}

/** @param distinct how many different shards there are; the others are links to them, in turn */
export function makeCase(
  caseDir: string,
  files: number,
  eventsInFile: number,
  distinct = DISTINCT_SHARDS,
): MadeCase {
  const database = CaseDatabase.create(caseDir, 'bench', 'bench:search');
  const shards = Math.min(files, distinct);
  const written: Written[] = [];
  database.together(() => {
    for (let at = 0; at < files; at++) {
      const id = addFile(database, at);
      const known = written[at % shards];
      const log = files === 1 ? oneBigLog(eventsInFile) : smallLog(at + 1, eventsInFile);
      if (known === undefined) written.push(write(caseDir, id, log));
      else fs.linkSync(pathOf(caseDir, known.id), pathOf(caseDir, id));
      publish(database, id, known ?? written.at(-1));
    }
  });
  database.close();
  const bytes = written.reduce((sum, one) => sum + one.bytes, 0);
  const bytesPerEvent = Math.round(bytes / (shards * eventsInFile));
  return { caseDir, events: files * eventsInFile, files, bytesPerEvent };
}

const pathOf = (caseDir: string, id: FileId): string => shardPath(caseDir, id, GENERATION);

function addFile({ evidenceTable }: CaseDatabase, at: number): FileId {
  const name = `PC-${String(at).padStart(5, '0')}.evtx`;
  const hash = sha256(String(at).padStart(64, '0'));
  return evidenceTable.add({
    ...{ path: path.join('/evidence', name), name, sizeBytes: 1, modifiedMs: 0, kind: 'evtx' },
    ...{ hashes: { sha256: hash, sha1: '', md5: '' }, intake: { type: 'accepted' } },
  }).id;
}

function write(caseDir: string, id: FileId, log: MadeLog): Written {
  const writer = new ShardWriter(shardPath(caseDir, id, GENERATION), 'tree');
  for (const event of caseEvents(log)) writer.add(event);
  const { summary, outline } = writer.finish();
  return { id, summary, outline, bytes: fs.statSync(pathOf(caseDir, id)).size };
}

function publish(database: CaseDatabase, id: FileId, written: Written | undefined): void {
  if (written === undefined) throw new RangeError(`file ${id} has no shard`);
  const { summary, outline } = written;
  database.outlineTable.put(shardName(id, GENERATION), outline);
  database.evidenceTable.publish(id, {
    ...{ generation: GENERATION, pack: null, detectionsRun: null, hitsRun: null },
    result: 'full',
    huntedWith: { rules: null, indicators: null },
    counts: {
      ...{ ...summary, detections: 0, detectionsByLevel: noLevelCounts(), suppressed: 0 },
      ...{ rulesApplied: null, slowRules: [], hits: 0, eventsWithHits: 0, integrity: null },
    },
  });
}
