/** Evidence made for a test: real files on disk, sized for what the test wants to watch. */
import { temporaryFolder } from '../fixtures/temporary-folder';
import fs from 'node:fs';
import path from 'node:path';
import { fileTimeNow, parseIsoTime } from '@shared/model/time-text';
import { writeEvtx } from '../fixtures/evtx-writer';
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
