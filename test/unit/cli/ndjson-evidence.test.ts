/** NDJSON in the shapes it comes in, through the built command line: counts and results. */
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { type CliRun, runCli } from '../../fixtures/run-cli';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const RECORDS = Array.from({ length: 3_000 }, (_, n) => ({ timestamp: '2026-01-02T03:04:05Z', n }));
const LINES = RECORDS.map((record) => JSON.stringify(record)).join('\n');

const folder = temporaryFolder();
const write = (name: string, bytes: string | Uint8Array): string => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, bytes);
  return file;
};

let run: CliRun;
beforeAll(() => {
  const packed = zlib.gzipSync(LINES);
  run = runCli(
    ...['process', '--case', path.join(folder, 'case'), '--json'],
    write('whole.ndjson.gz', packed),
    write('cut.ndjson.gz', packed.subarray(0, packed.length >> 1)),
    write('array.json.gz', zlib.gzipSync(JSON.stringify(RECORDS, null, 2), { level: 1 })),
    write('broken.json', `[${LINES.replaceAll('\n', ',').replace('"n":7}', '"n":7')}]`),
    write('wide.ndjson', Buffer.from(`\ufeff${LINES.slice(0, 5_000)}`, 'utf16le')),
    write('text.gz', zlib.gzipSync('neither')),
  );
});

const line = (name: string) =>
  run.lines.find(({ type, file }) => type === 'file' && path.basename(String(file)) === name);

it('reads gzip, arrays and UTF-16', () => {
  expect(line('whole.ndjson.gz')).toMatchObject({ kind: 'ndjson', result: 'full', events: 3_000 });
  expect(line('array.json.gz')).toMatchObject({
    kind: 'json-array',
    result: 'full',
    events: 3_000,
  });
  expect(line('wide.ndjson')).toMatchObject({ result: 'partial', failedRecords: 1 });
});

it('keeps what stands before a cut and around a broken element', () => {
  const cut = line('cut.ndjson.gz');
  expect(cut).toMatchObject({ state: 'Completed', result: 'partial', failedRecords: 1 });
  expect(Number(cut?.['events'])).toBeGreaterThan(500);
  expect(line('broken.json')).toMatchObject({ result: 'partial', failedRecords: 1, events: 2_999 });
});

it('says why gzip of something else is left out', () => {
  expect(line('text.gz')).toMatchObject({ state: 'Skipped' });
  expect(String(line('text.gz')?.['error'])).toContain('neither EVTX nor JSON');
});
