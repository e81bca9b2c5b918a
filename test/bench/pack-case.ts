/** Packs the small files of a case as the program does, by the same choice and the same writer. */
import fs from 'node:fs';
import { fileId, generation } from '@shared/model/ids';
import { packShards } from '@electron/pipeline/pack-shards';
import { nextPack } from '@electron/scheduler/next-pack';
import { CaseDatabase } from '@electron/store/case/case-database';
import { removeBut } from '@electron/store/case/event-files';
import { packPath, shardPath } from '@electron/store/case-paths';

export interface PackedCase {
  readonly packs: number;
  readonly events: number;
  readonly bytesPerEvent: number;
  readonly cpuMs: number;
  readonly wallMs: number;
  /** The longest a transaction of the main process takes. */
  readonly longestPublishMs: number;
  /** The longest it takes to choose what is packed. */
  readonly longestChoiceMs: number;
}

export async function packCase(caseDir: string): Promise<PackedCase> {
  const database = CaseDatabase.openToWrite(caseDir, 'bench');
  const { packTable } = database;
  const [started, usage] = [performance.now(), process.cpuUsage()];
  const sums = { packs: 0, events: 0, bytes: 0 };
  const longest = { publish: 0, choice: 0 };
  for (;;) {
    const choosing = performance.now();
    const members = nextPack(packTable, new Set());
    longest.choice = Math.max(longest.choice, performance.now() - choosing);
    if (members.length === 0) break;
    const pack = packTable.takeNumber();
    const packed = await packShards({ caseDir, pack, members }, () => Promise.resolve(true));
    if (packed === null || packed.refused.length > 0) throw new Error('a file was not packed');
    const written = members.filter(({ file }) => packed.packed.includes(file));
    const publishing = performance.now();
    database.together(() => packTable.publish({ pack, members: written }, packed.events));
    longest.publish = Math.max(longest.publish, performance.now() - publishing);
    removeBut(
      written.map((one) => shardPath(caseDir, fileId(one.file), generation(one.generation))),
      [],
    );
    sums.packs++;
    sums.events += packed.events;
    sums.bytes += fs.statSync(packPath(caseDir, pack)).size;
  }
  const { user, system } = process.cpuUsage(usage);
  const wallMs = Math.round(performance.now() - started);
  database.close();
  return {
    ...{ packs: sums.packs, events: sums.events },
    bytesPerEvent: Math.round(sums.bytes / sums.events),
    ...{ cpuMs: Math.round((user + system) / 1_000), wallMs },
    longestPublishMs: Math.round(longest.publish),
    longestChoiceMs: Math.round(longest.choice),
  };
}
