/**
 * `npm run bench:evtx-big -- --gib 5`: writes an event log of that size into the temporary folder, reads it
 * with the reader alone and with the `process` command, and deletes it. Exit 1 where a record is missing or
 * more memory was taken than a log may cost, whatever its size.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openFile } from '@electron/pipeline/file-source';
import { NODE_CODE } from '@electron/pipeline/node-code';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { writeBigLog } from './big-log';

const MOST_READER_MB = 350;
const MOST_PROCESS_MB = 700;

interface Reading {
  readonly events: number;
  readonly lastId: string;
  readonly flaws: number;
  readonly verdict: string;
  readonly seconds: number;
  readonly peakRssMb: number;
}

const peakRssMb = (): number =>
  Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1_024;

const secondsSince = (start: number): number => Math.round((performance.now() - start) / 100) / 10;

/** Reads every record with its field values and its time, as indexing does. */
function read(file: string): Reading {
  const started = performance.now();
  const source = openFile(file);
  const reader = openEvtx(source, { recover: true, verify: true, native: NODE_CODE });
  let [events, flaws, lastId] = [0, 0, ''];
  for (const parsed of reader.events()) {
    if (parsed.type === 'flaw') flaws++;
    else {
      events++;
      lastId = parsed.event.recordId ?? '';
      void parsed.event.time;
      void parsed.event.values;
    }
  }
  source.close();
  const { verdict } = reader.integrity();
  const seconds = secondsSince(started);
  return { events, lastId, flaws, verdict, seconds, peakRssMb: Math.round(peakRssMb()) };
}

/** A process of its own, so that its peak is its own. */
function run(script: string, ...words: readonly string[]): Record<string, unknown>[] {
  const done = spawnSync(process.execPath, [script, ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = done.stdout.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

function bench(gib: number): boolean {
  const folder = temporaryFolder('big-log');
  try {
    const file = path.join(folder, 'big.evtx');
    const records = writeBigLog(file, gib);
    const bytes = fs.statSync(file).size;
    console.log(JSON.stringify({ type: 'written', bytes, records }));
    const [reading] = run(process.argv[1] ?? '', '--read', file);
    console.log(JSON.stringify({ type: 'reader', ...reading }));
    const started = performance.now();
    const words = ['process', '--case', path.join(folder, 'case'), '--json', file];
    const lines = run(path.resolve('out/main/cli.js'), ...words);
    const processed = lines.find(({ type }) => type === 'file');
    const summary = lines.find(({ type }) => type === 'summary');
    console.log(JSON.stringify({ ...processed, file: undefined, type: 'process' }));
    console.log(JSON.stringify({ ...summary, wallSeconds: secondsSince(started) }));
    const readWell =
      reading?.['events'] === records &&
      reading['lastId'] === String(records) &&
      reading['flaws'] === 0 &&
      Number(reading['peakRssMb']) < MOST_READER_MB;
    const processedWell =
      processed?.['state'] === 'Completed' &&
      processed['events'] === records &&
      Number(summary?.['peakRssMb']) < MOST_PROCESS_MB;
    console.log(`reader ${readWell ? 'ok' : 'FAILED'}, process ${processedWell ? 'ok' : 'FAILED'}`);
    return readWell && processedWell;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: { gib: { type: 'string', default: '5' }, read: { type: 'string' } },
});
if (values.read !== undefined) console.log(JSON.stringify(read(values.read)));
else process.exitCode = bench(Number(values.gib)) ? 0 : 1;
