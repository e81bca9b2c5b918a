/** Indicators over public logs, held to a plain scan of each record's XML. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../fixtures/run-cli';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { samplePath } from './sigma-samples';

/** Values of fields, and one that stands in names alone. */
const WORDS = ['mimikatz', 'powershell', 'lsass', 'targetserver'];
const FILES_AT_ONCE = 40;

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" },
};
const decoded = (xml: string): string =>
  xml.replaceAll(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

/** Records whose text has the word, letter case ignored. */
function plainScan(files: readonly string[]): Map<string, number> {
  const counts = new Map(WORDS.map((word) => [word, 0]));
  for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
    const { stdout } = runCli(
      'dump',
      '--recover',
      '--format',
      'xml',
      ...files.slice(at, at + FILES_AT_ONCE),
    );
    for (const record of stdout.split(/(?=<Event[ >])/)) {
      const text = decoded(record).toLowerCase();
      for (const word of WORDS)
        if (text.includes(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

test('hunting finds what a plain scan finds, each indicator once in an event', () => {
  const folder = temporaryFolder('conformance');
  const list = path.join(folder, 'indicators.csv');
  fs.writeFileSync(
    list,
    `type,value,mode\n${WORDS.map((w) => `text,${w},substring`).join('\n')}\n`,
  );
  const caseDir = path.join(folder, 'case');
  const done = runCli(
    ...['process', '--case', caseDir, '--json', '--indicators', list],
    ...['attack', 'hayabusa'].map((name) => samplePath(name)),
  );
  const logs = done.lines
    .filter((line) => line['state'] === 'Completed' && line['type'] === 'file')
    .map((line) => String(line['file']));
  const found = new Map(WORDS.map((word) => [word, 0]));
  const hits = runCli('hits', '--case', caseDir).lines;
  for (const { indicator } of hits) {
    found.set(String(indicator), (found.get(String(indicator)) ?? 0) + 1);
  }
  expect(found).toEqual(plainScan(logs));
  expect([...found.values()].every((count) => count > 0)).toBe(true);
  expect(done.lines.at(-1)).toMatchObject({
    hits: hits.length,
    eventsWithHits: new Set(hits.map(({ file, offset }) => JSON.stringify([file, offset]))).size,
  });
});
