/** Exit codes when evidence is damaged, when a folder cannot be used, and when a command is wrongly used. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runCli as run } from '../../fixtures/run-cli';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { root, sampleFile } from '../scheduler/open-session';

const RULES = path.join(root, 'resources/starter-rules');
const SYSMON = 'WS-ALVA-Sysmon.evtx';
/** File header, chunk header. */
const FIRST_RECORD = 4_096 + 512;

let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
});

/** An event log whose second record lost its first bytes. */
function damagedLog(): string {
  const bytes = fs.readFileSync(sampleFile(SYSMON));
  const second = FIRST_RECORD + bytes.readUInt32LE(FIRST_RECORD + 4);
  bytes.fill(0, second, second + 64);
  const file = path.join(folder, 'damaged.evtx');
  fs.writeFileSync(file, bytes);
  return file;
}

function damagedLines(): string {
  const file = path.join(folder, 'damaged.ndjson');
  fs.writeFileSync(file, '{"EventID":1,"a":"x"}\nno json\n{"EventID":2,"a":"y"}\n');
  return file;
}

describe('lost records', () => {
  it.each([
    ['an event log', damagedLog],
    ['JSON lines', damagedLines],
  ])('of %s end process and hunt with 1, naming the file; the others are there', (_, damaged) => {
    const file = damaged();
    const caseDir = path.join(folder, 'case');
    const processed = run('process', '--case', caseDir, '--json', file);
    expect(processed.status).toBe(1);
    expect(processed.stderr).toMatch(new RegExp(`${file}: \\d+ records could not be read`));
    const line = processed.lines.find((one) => one['type'] === 'file');
    expect(line).toMatchObject({ state: 'Completed', result: 'partial' });
    expect(Number(line?.['events'])).toBeGreaterThan(0);
    // A hunt over what was read loses nothing.
    expect(run('process', '--case', caseDir, '--operation', 'ioc_only').status).toBe(0);
    const hunted = run('hunt', '--rules', RULES, file);
    expect(hunted.status).toBe(1);
    expect(hunted.stderr).toMatch(new RegExp(`${file}: \\d+ records could not be read`));
  });

  it('end dump with 1, naming the file', () => {
    const file = damagedLog();
    const dumped = run('dump', file);
    expect(dumped.status).toBe(1);
    expect(dumped.lines.length).toBeGreaterThan(0);
    expect(dumped.stderr).toMatch(new RegExp(`${file}: \\d+ records could not be read`));
  });

  it('a file that is no event log gives dump nothing: 1', () => {
    const dumped = run('dump', sampleFile('README.md'));
    expect([dumped.status, dumped.stdout]).toEqual([1, '']);
    expect(dumped.stderr).toContain('README.md: no record found');
  });
});

describe('a case folder', () => {
  it('that cannot be made is said in one line: 1', () => {
    const file = path.join(folder, 'file');
    fs.writeFileSync(file, '');
    const caseDir = path.join(file, 'case');
    const done = run('process', '--case', caseDir, sampleFile(SYSMON));
    expect([done.status, done.stdout]).toEqual([1, '']);
    expect(done.stderr.trim().split('\n')).toHaveLength(1);
    expect(done.stderr).toContain(`The case folder ${caseDir} cannot be used: `);
    expect(done.stderr).toContain('ENOTDIR');
  });

  it('that cannot be written, or whose database is damaged, is said in one line: 1', () => {
    fs.mkdirSync(path.join(folder, 'case.lock'));
    const locked = run('process', '--case', folder, sampleFile(SYSMON));
    expect(locked.stderr).toContain(`The case folder ${folder} cannot be used: `);
    fs.writeFileSync(path.join(folder, 'case.db'), 'no database, just text of some length');
    const asked = ['files', 'search', 'detections', 'hits'].map((one) =>
      run(one, '--case', folder),
    );
    for (const done of [locked, ...asked]) {
      expect([done.status, done.stdout]).toEqual([1, '']);
      expect(done.stderr.trim().split('\n')).toHaveLength(1);
    }
    expect(asked.every(({ stderr }) => stderr.includes('is damaged'))).toBe(true);
  });

  it('whose place is taken by evidence is left alone: 1', () => {
    const evidence = path.join(folder, 'events', SYSMON);
    fs.mkdirSync(path.dirname(evidence));
    fs.copyFileSync(sampleFile(SYSMON), evidence);
    const done = run('process', '--case', folder, folder);
    expect(done.status).toBe(1);
    expect(done.stderr).toContain('is there already');
    expect(fs.existsSync(evidence)).toBe(true);
  });

  it('within the evidence is never taken in itself', () => {
    fs.copyFileSync(sampleFile(SYSMON), path.join(folder, SYSMON));
    for (const caseDir of [path.join(folder, 'case'), folder]) {
      for (let again = 0; again < 2; again++)
        expect(run('process', '--case', caseDir, folder).status).toBe(0);
    }
    const inner = run('files', '--case', path.join(folder, 'case'), '--json').lines;
    expect(inner.filter((line) => line['state'] === 'Completed')).toHaveLength(1);
    expect(inner.every((line) => !String(line['file']).includes('/case/'))).toBe(true);
    // The outer case meets the inner one as any other folder: nothing in it is a log.
    const outer = run('files', '--case', folder, '--json').lines;
    const taken = outer.filter((line) => !String(line['file']).includes('/case/'));
    expect(taken.map((line) => line['file'])).toEqual([path.join(folder, SYSMON)]);
    const others = outer.filter((line) => !taken.includes(line));
    expect(others.length).toBeGreaterThan(0);
    expect(others.every((line) => line['state'] === 'Skipped')).toBe(true);
  });
});

// File systems of macOS and Windows take no such names.
it.runIf(process.platform === 'linux')('a name that is not UTF-8 is listed with the reason', () => {
  const name = Buffer.concat([Buffer.from(`${folder}/log-`), Buffer.from([0xff, 0xe9])]);
  fs.copyFileSync(sampleFile(SYSMON), name);
  fs.copyFileSync(sampleFile(SYSMON), path.join(folder, SYSMON));
  const done = run('process', '--case', path.join(folder, 'case'), '--json', folder);
  expect(done.status).toBe(1);
  expect(done.stderr).toContain('not valid UTF-8');
  const files = done.lines.filter((line) => line['type'] === 'file');
  expect(files).toMatchObject([
    { state: 'Completed' },
    {
      ...{ state: 'Skipped', file: path.join(folder, 'log-\\xff\\xe9') },
      error: expect.stringContaining('not valid UTF-8'),
    },
  ]);
  const hunted = run('hunt', '--rules', RULES, folder);
  expect([hunted.status, hunted.stderr.includes('not valid UTF-8')]).toEqual([1, true]);
});

describe('wrong use', () => {
  it.each(['0', '17', '-1', '2.5', 'two', '', '1e1'])('--workers %j: 2', (workers) => {
    const done = run('process', '--case', folder, `--workers=${workers}`, sampleFile(SYSMON));
    expect([done.status, done.stdout]).toEqual([2, '']);
    expect(done.stderr).toContain('--workers takes a whole number from 1 to 16');
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it.each(['1', '16'])('--workers %s is taken', (workers) => {
    const caseDir = path.join(folder, 'case');
    const done = run('process', '--case', caseDir, '--workers', workers, sampleFile(SYSMON));
    expect(done.status).toBe(0);
  });

  it.each([
    ['dump', []],
    ['hunt', ['--rules', RULES]],
  ])('%s of what is not there: 2', (command, options) => {
    const done = run(command, ...options, path.join(folder, 'nowhere.evtx'));
    expect([done.status, done.stdout]).toEqual([2, '']);
    expect(done.stderr).toContain('nowhere.evtx does not exist');
  });
});
