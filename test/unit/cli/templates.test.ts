/** `process --templates`: what it says, what it counts, and that it is kept and given back. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { definitionsIn, overwritten } from '../../fixtures/evtx/definitions';
import { numbered } from '../../fixtures/evtx-reading';
import { writeEvtx } from '../../fixtures/evtx-writer';
import { type CliRun, runCli as run } from '../../fixtures/run-cli';
import { temporaryFolder } from '../../fixtures/temporary-folder';

let caseDir = '';
let broken = '';
let first: CliRun;
beforeAll(() => {
  const folder = temporaryFolder();
  caseDir = path.join(folder, 'case');
  broken = path.join(folder, 'broken.evtx');
  const whole = writeEvtx({ records: numbered(3) });
  fs.writeFileSync(broken, overwritten(whole, definitionsIn(whole)[0] ?? 0));
  const donor = path.join(folder, 'donor.evtx');
  fs.writeFileSync(donor, writeEvtx({ records: numbered(4, 40) }));
  first = run('process', '--case', caseDir, '--json', '--templates', 'case', broken, donor);
});

const lineOf = ({ lines }: CliRun, file: string) =>
  lines.find((line) => line['type'] === 'file' && line['file'] === file);

it('adds evidence, then reads what lacks templates again with those of the case', () => {
  expect(first.stderr).toContain('1 file is read with templates of the case');
  expect(lineOf(first, broken)).toMatchObject({
    ...{ state: 'Completed', result: 'partial', recovered: 2, borrowed: 2, unresolved: 0 },
    templates: 'case',
  });
  expect(first.lines.at(-1)).toMatchObject({ type: 'summary', borrowed: 2, unresolved: 0 });
  const [event, ...more] = run('search', '--case', caseDir, 'recovered:borrowed "event 2"').lines;
  expect(more).toEqual([]);
  expect(event).toMatchObject({ recovered: true, recovery: 'borrowed' });
});

it('a later re-index does the same; own templates are asked for by name', () => {
  const again = run('process', '--case', caseDir, '--json', '--operation', 'reindex', broken);
  expect(lineOf(again, broken)).toMatchObject({ borrowed: 2, templates: 'case' });
  const own = run('process', '--case', caseDir, '--json', '--templates', 'own');
  expect(own.stderr).toContain('1 file is read with its own templates');
  expect(lineOf(own, broken)).toMatchObject({ borrowed: 0, unresolved: 2, templates: 'own' });
  expect(lineOf(run('files', '--case', caseDir, '--json'), broken)).toMatchObject({
    unresolved: 2,
  });
});

it('says when the case has nothing to give, and takes no other word', () => {
  const alone = path.join(temporaryFolder(), 'case');
  const { stderr } = run('process', '--case', alone, '--templates', 'case', broken);
  expect(stderr).toContain('no file is read with templates of the case');
  expect(stderr).toContain('it has nothing more for 1 file');
  expect(run('process', '--case', alone, '--templates', 'all').status).toBe(2);
});
