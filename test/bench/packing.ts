/**
 * `npm run bench:packing -- FILES EVENTS_OF_EACH`: made logs of one computer each, every one another, packed by the
 * program's own packer. Bytes an event before and after and what they go to, CPU time of packing, as JSON.
 */
import fs from 'node:fs';
import path from 'node:path';
import { casePaths } from '@electron/store/case-paths';
import { openReader } from '@electron/store/sqlite';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { packCase } from './pack-case';
import { makeCase } from './search-case';

/** What packed blobs and texts come to, without what SQLite needs beside them; the index is the rest. */
const PARTS = {
  documents: 'SELECT sum(length(packed)) AS bytes FROM document',
  dictionaries: 'SELECT sum(length(dictionary)) AS bytes FROM col',
  codes: 'SELECT sum(length(codes)) AS bytes FROM col',
  index: 'SELECT sum(length(block)) AS bytes FROM value_index_data',
};

function bytesOf(caseDir: string): Readonly<Record<string, number>> {
  const folder = casePaths.events(caseDir);
  const sums: Record<string, number> = { all: 0 };
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    sums['all'] = (sums['all'] ?? 0) + fs.statSync(file).size;
    const reader = openReader(file);
    for (const [part, sql] of Object.entries(PARTS))
      sums[part] = (sums[part] ?? 0) + Number(reader.prepare(sql).get()?.['bytes'] ?? 0);
    reader.close();
  }
  return sums;
}

const perEvent = (bytes: Readonly<Record<string, number>>, events: number): object =>
  Object.fromEntries(Object.entries(bytes).map(([part, sum]) => [part, Math.round(sum / events)]));

const [files = '1024', eventsInFile = '500'] = process.argv.slice(2);
const caseDir = path.join(temporaryFolder('bench'), 'case');
const { events } = makeCase(caseDir, Number(files), Number(eventsInFile), Number(files));
const before = perEvent(bytesOf(caseDir), events);
const packed = await packCase(caseDir);
const after = perEvent(bytesOf(caseDir), events);
console.log(
  JSON.stringify({ bench: 'packing', files, eventsInFile, before, after, ...packed }, null, 1),
);
