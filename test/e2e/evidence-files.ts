/** Evidence made for a test: real files on disk, sized for what the test wants to watch. */
import { temporaryFolder } from '../fixtures/temporary-folder';
import fs from 'node:fs';
import path from 'node:path';
import { fileTimeNow, parseIsoTime } from '@shared/model/time-text';
import { definitionsIn, overwritten } from '../fixtures/evtx/definitions';
import { numbered } from '../fixtures/evtx-reading';
import { joinFile, writeChunks, writeEvtx, writtenOver, zeroChunk } from '../fixtures/evtx-writer';
import { writeNdjson } from '../fixtures/ndjson-evidence';
import { root } from './app-window';

export const sampleFile = (name: string): string => path.join(root, 'resources/sample-case', name);

/** An NDJSON file of so many lines; big ones give a test time to act within a phase. */
export const ndjsonFile = (name: string, lines: number): string =>
  writeNdjson(path.join(temporaryFolder('evidence'), name), lines);

/** A file that is neither EVTX nor JSON. */
export function notALog(name: string): string {
  const file = path.join(temporaryFolder('evidence'), name);
  fs.writeFileSync(file, 'dear diary, nothing here is a log\n');
  return file;
}

/** EVTX with strings that try to break the window. */
export function hostileEvtx(name: string): string {
  const file = path.join(temporaryFolder('evidence'), name);
  const values = [
    '<img src=x onerror="globalThis.__pwned=1">',
    '\u202Egnp.exe.fdp\u202C \u200Bzero\u0007bell',
    'x'.repeat(20_000),
    '=cmd|calc',
  ];
  const records = values.map((value, index) => ({
    recordId: index + 1,
    time: parseIsoTime(`2026-01-${String(index + 1).padStart(2, '0')}`) ?? fileTimeNow(),
    system: {
      provider: 'Microsoft-Windows-Sysmon',
      eventId: 1,
      channel: 'Microsoft-Windows-Sysmon/Operational',
      computer: '<b>HOST</b>',
    },
    content: { eventData: [['CommandLine', value]] as const },
  }));
  fs.writeFileSync(file, writeEvtx({ records }));
  return file;
}

/** A folder of so many small logs, each with content of its own. */
export function folderOfLogs(count: number): string {
  const folder = temporaryFolder('logs');
  for (let at = 0; at < count; at++)
    fs.writeFileSync(path.join(folder, `log-${at}.ndjson`), `{"EventID":${at},"message":"m"}\n`);
  return folder;
}

/** NDJSON of so many lines of which every third is no JSON, its bad lines with a hostile character. */
export function ndjsonWithBadLines(name: string, lines: number): string {
  const file = path.join(temporaryFolder('evidence'), name);
  const line = (at: number): string =>
    at % 3 === 0 ? `{"EventID":${at},\u202E` : `{"EventID":${at}}`;
  const text = Array.from({ length: lines }, (_, at) => line(at + 1)).join('\n');
  fs.writeFileSync(file, `${text}\n`);
  return file;
}

/** EVTX of which one record has lost its mark. */
export function damagedEvtx(name: string): string {
  const file = path.join(temporaryFolder('evidence'), name);
  const bytes = fs.readFileSync(sampleFile('WS-ALVA-Sysmon.evtx'));
  const mark = Buffer.from('**\0\0', 'latin1');
  const second = bytes.indexOf(mark, bytes.indexOf(mark) + 1);
  bytes.writeUInt32LE(0, second);
  fs.writeFileSync(file, bytes);
  return file;
}

/** A log whose last chunk was written over an older one: two records live, others in slack behind them. */
export function evtxWithSlack(name: string): string {
  const file = path.join(temporaryFolder('evidence'), name);
  const [old = zeroChunk()] = writeChunks(numbered(12));
  const [fresh = zeroChunk()] = writeChunks(numbered(2, 50));
  fs.writeFileSync(file, joinFile([...writeChunks(numbered(4, 100)), writtenOver(fresh, old)]));
  return file;
}

/** A log whose outer template is gone and nowhere else in it; `donorEvtx` has it. */
export function evtxWithoutTemplate(name: string): string {
  const file = path.join(temporaryFolder('evidence'), name);
  const whole = writeEvtx({ records: numbered(6) });
  fs.writeFileSync(file, overwritten(whole, definitionsIn(whole)[0] ?? 0));
  return file;
}

export function donorEvtx(name: string): string {
  const file = path.join(temporaryFolder('evidence'), name);
  fs.writeFileSync(file, writeEvtx({ records: numbered(3, 100) }));
  return file;
}

/** NDJSON of three lines, the second longer than so many MiB. */
export function ndjsonWithLongLine(name: string, mib: number): string {
  const file = path.join(temporaryFolder('evidence'), name);
  const long = JSON.stringify({ EventID: 2, message: 'm'.repeat(mib << 20) });
  fs.writeFileSync(file, `{"EventID":1}\n${long}\n{"EventID":3}\n`);
  return file;
}
