/**
 * `npm run bench:writer`: events per CPU second of writing a shard, documents, trigram index and outline included. The
 * made events stand ready with everything they are asked: nothing is parsed. One line of JSON on stdout.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { EventRecord } from '@shared/model/event';
import { ShardWriter } from '@electron/store/shard/shard-writer';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { caseEvents } from './case-events';
import { cpuMsOf, median } from './cpu';
import { oneBigLog } from './search-case';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 100_000);
const ROUNDS = 7;
const GOAL_PER_CPU_SECOND = 40_000;

function ready(event: EventRecord): EventRecord {
  const document = Buffer.from(event.document());
  const rawTexts = event.rawTexts();
  return { ...event, document: () => document, rawTexts: () => rawTexts };
}

function write(file: string, events: readonly EventRecord[]): void {
  const writer = new ShardWriter(file, 'tree');
  for (const event of events) writer.add(event);
  writer.finish();
}

const events = Array.from(caseEvents(oneBigLog(EVENTS)), ready);
const folder = temporaryFolder('bench');
const files = Array.from({ length: ROUNDS }, (_, round) => path.join(folder, `${round}.events`));
const perCpuSecond = files.map((file) =>
  Math.round(events.length / (cpuMsOf(() => write(file, events)) / 1_000)),
);
const told = {
  ...{ bench: 'writer', events: events.length, perCpuSecond },
  ...{ median: median(perCpuSecond), goal: GOAL_PER_CPU_SECOND },
  bytesPerEvent: Math.round(fs.statSync(files[0] ?? '').size / events.length),
};
console.log(JSON.stringify(told));
