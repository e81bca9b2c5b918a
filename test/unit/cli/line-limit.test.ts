/** `--line-limit`: for this command, in MiB, within bounds. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runCli as run } from '../../fixtures/run-cli';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { root } from '../scheduler/open-session';

const folder = temporaryFolder();
const file = path.join(folder, 'long.ndjson');
const long = JSON.stringify({ EventID: 2, message: 'm'.repeat(1 << 20) });
fs.writeFileSync(file, `{"EventID":1}\n${long}\n`);
const caseDir = path.join(folder, 'case');

it('is used for full runs and re-indexes', () => {
  const process = (...words: string[]) => {
    const { status, stderr, lines } = run('process', '--case', caseDir, '--json', ...words, file);
    return { status, stderr, file: lines.find((line) => line['type'] === 'file') };
  };
  const short = process('--line-limit', '1');
  expect(short.status).toBe(1);
  expect(short.stderr).toContain('1 records could not be read');
  expect(short.file).toMatchObject({ result: 'partial', events: 1, failedRecords: 1 });
  const usual = process('--operation', 'reindex');
  expect(usual.status).toBe(0);
  expect(usual.file).toMatchObject({ result: 'full', events: 2, failedRecords: 0 });
});

it('is used by hunt too, and takes whole numbers within its bounds alone', () => {
  const rules = path.join(root, 'resources/starter-rules');
  const { status, stderr } = run('hunt', '--rules', rules, '--line-limit', '1', file);
  expect(status).toBe(1);
  expect(stderr).toContain('the record is longer than 1 MiB, the limit that is set');
  for (const limit of ['0', '129', '1.5', 'all']) {
    for (const words of [
      ['process', '--case', caseDir],
      ['hunt', '--rules', rules, file],
    ]) {
      const wrong = run(...words, '--line-limit', limit);
      expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('from 1 to 128')]);
    }
  }
});
