/** The built command line as a user runs it: exit codes, what stands on stdout, what on stderr. */
import { type CliRun, runCli as run } from '../../fixtures/run-cli';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root, sampleFile } from '../scheduler/open-session';

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/;
let caseDir = '';
let processed: CliRun;
beforeAll(() => {
  caseDir = path.join(temporaryFolder(), 'case');
  const evidence = [
    'WS-ALVA-Security.evtx',
    'WS-ALVA-Sysmon.evtx',
    'DC-NORTE-winlogbeat.ndjson',
  ].map(sampleFile);
  const indicators = sampleFile('indicators.csv');
  processed = run(
    'process',
    '--case',
    caseDir,
    '--json',
    '--indicators',
    indicators,
    ...evidence,
    sampleFile('README.md'),
  );
});

describe('process', () => {
  it('prints JSON lines alone: statuses, a line per file, a summary at the end', () => {
    expect(processed.status).toBe(0);
    expect(processed.stdout.trim().split('\n')).toHaveLength(processed.lines.length);
    const status = processed.lines.find((line) => line['type'] === 'status');
    expect(Object.keys(status ?? {})).toEqual(['type', 'file', 'state', 'done', 'total']);
    const files = processed.lines.filter((line) => line['type'] === 'file');
    expect(files.map((line) => line['state'])).toEqual([
      'Completed',
      'Completed',
      'Completed',
      'Skipped',
    ]);
    expect(processed.lines.at(-1)).toMatchObject({
      ...{ type: 'summary', files: 4, completed: 3, failed: 0, lockErrors: 0 },
      events: files.reduce((sum, line) => sum + Number(line['events']), 0),
    });
    expect(Number(processed.lines.at(-1)?.['peakRssMb'])).toBeGreaterThan(0);
  });

  it('runs nothing with rules of which none loads, and says how many load', () => {
    const folder = temporaryFolder();
    const broken = path.join(folder, 'broken.yml');
    fs.writeFileSync(
      broken,
      'title: broken\nlogsource: {product: windows}\ndetection: {a: {b: 1}}\n',
    );
    const words = ['process', '--case', caseDir, '--operation', 'sigma_only', '--rules'];
    const refused = run(...words, broken);
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('0 of 1 rules loaded');
    expect(refused.stderr).toContain('invalid: broken.yml (broken): ');
    expect(refused.stderr).toContain('no rule loads; nothing was run');
  });

  it('runs one operation over the whole case', () => {
    const again = run('process', '--case', caseDir, '--json', '--operation', 'ioc_only');
    const states = again.lines
      .filter((line) => line['type'] === 'status')
      .map((line) => line['state']);
    expect([...new Set(states.map(String))].toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'Completed',
      'IOC Hunting',
      'Queued',
    ]);
    expect(again.lines.at(-1)).toMatchObject({
      completed: 3,
      hits: processed.lines.at(-1)?.['hits'],
    });
  });

  it('reads a list in any encoding, and says which files wait for a hunt', () => {
    const folder = temporaryFolder();
    const other = path.join(folder, 'case');
    const evidence = path.join(folder, 'events.ndjson');
    fs.writeFileSync(
      evidence,
      '{"@timestamp":"2026-01-01T00:00:00Z","q":"a.evil.example Müller"}\n',
    );
    const list = (name: string, bytes: Buffer): string => {
      fs.writeFileSync(path.join(folder, name), bytes);
      return path.join(folder, name);
    };
    const wide = list(
      'wide.csv',
      Buffer.from('\ufefftype,value\r\ndomain,evil.example\r\n', 'utf16le'),
    );
    const first = run('process', '--case', other, '--json', '--indicators', wide, evidence);
    expect(first.status).toBe(0);
    expect(first.stderr).toContain('1 indicators');
    expect(first.lines.at(-1)).toMatchObject({ hits: 1 });
    expect(first.lines.at(-1)).not.toHaveProperty('unhunted');
    const western = list('western.csv', Buffer.from('type,value\ntext,Müller\n', 'latin1'));
    const added = run('process', '--case', other, '--json', '--indicators', western);
    expect(added.lines.at(-1)).toMatchObject({ unhunted: 1 });
    expect(added.stderr).toContain('1 file has not been hunted for the indicators of now');
    const hunted = run('process', '--case', other, '--json', '--operation', 'ioc_only');
    expect(hunted.lines.at(-1)).toMatchObject({ hits: 2 });
    expect(hunted.lines.at(-1)).not.toHaveProperty('unhunted');
  });

  it('reads a list by its looks, as the window does', () => {
    const folder = temporaryFolder();
    const other = path.join(folder, 'case');
    const evidence = path.join(folder, 'events.ndjson');
    const [sum, text] = ['ab'.repeat(32), 'The loader calls hxxps://evil[.]example/gate at night.'];
    fs.writeFileSync(
      evidence,
      `{"@timestamp":"2026-01-01T00:00:00Z","q":"${sum} https://evil.example/gate"}\n`,
    );
    const hitsOf = (name: string, listed: string) => {
      const file = path.join(folder, name);
      fs.writeFileSync(file, listed);
      const done = run('process', '--case', other, '--json', '--indicators', file, evidence);
      const hunted = run('process', '--case', other, '--json', '--operation', 'ioc_only');
      return { ...done, hits: hunted.lines.at(-1)?.['hits'] };
    };
    expect(hitsOf('sums.txt', `${sum}  a.exe\n${'cd'.repeat(32)} *b.dll\n`)).toMatchObject({
      ...{ status: 0, hits: 1, stderr: expect.stringContaining('4 indicators') },
    });
    expect(hitsOf('report.txt', `${text}\nNothing else was seen.\n`)).toMatchObject({
      ...{ status: 0, hits: 2, stderr: expect.stringContaining('1 indicators, read as a report') },
    });
    expect(hitsOf('none.txt', 'Nothing at all was seen.\nNot even that.\n').status).toBe(1);
  });

  it.each([
    ['no case', ['process', sampleFile('WS-ALVA-Sysmon.evtx')], '--case is needed'],
    [
      'an unknown operation',
      ['process', '--case', 'x', '--operation', 'half'],
      'takes full, reindex',
    ],
    ['a path that is not there', ['process', '--case', 'x', 'nowhere.evtx'], 'does not exist'],
    ['an unknown option', ['files', '--nonsense'], 'nonsense'],
    ['an unknown command', ['fly'], 'casescope <command>'],
    ['a case that is not there', ['files', '--case', 'nowhere'], 'no case in'],
  ])('%s is wrong use: exit 2 with a hint', (_what, words, hint) => {
    const done = run(...words);
    expect(done.status).toBe(2);
    expect(done.stdout).toBe('');
    expect(done.stderr).toContain(hint);
  });

  it('ends with 1 and names the file where one fails', () => {
    const folder = temporaryFolder();
    const evidence = path.join(folder, 'gone.evtx');
    fs.copyFileSync(sampleFile('WS-ALVA-Sysmon.evtx'), evidence);
    const other = path.join(folder, 'case');
    expect(run('process', '--case', other, evidence).status).toBe(0);
    fs.rmSync(evidence);
    const failed = run('process', '--case', other, '--json', '--operation', 'reindex');
    expect(failed.status).toBe(1);
    const line = failed.lines.find((one) => one['type'] === 'file');
    expect(line).toMatchObject({
      file: evidence,
      state: 'Failed',
      error: expect.stringContaining('no longer'),
    });
    // What was published before is still there.
    expect(run('search', '--case', other, '--count', '').stdout.trim()).not.toBe('0');
  });
});

describe('asking a case', () => {
  it('files, detections and hits agree with the summary', () => {
    const summary = processed.lines.at(-1);
    const files = run('files', '--case', caseDir, '--json').lines;
    expect(files.reduce((sum, line) => sum + Number(line['events']), 0)).toBe(summary?.['events']);
    const detections = run('detections', '--case', caseDir).lines;
    expect(detections).toHaveLength(Number(summary?.['detections']));
    expect(Object.keys(detections[0] ?? {})).toEqual([
      ...['file', 'offset', 'recordId', 'eventRecordId', 'time', 'channel', 'eventId', 'computer'],
      ...['ruleId', 'ruleTitle', 'level', 'status', 'author', 'ruleHash', 'source', 'matches'],
    ]);
    const hits = run('hits', '--case', caseDir).lines;
    expect(hits).toHaveLength(Number(summary?.['hits']));
    expect(Object.keys(hits[0] ?? {})).toEqual([
      ...['file', 'offset', 'recordId', 'eventRecordId', 'time', 'channel', 'eventId', 'computer'],
      ...['indicator', 'type', 'mode', 'field', 'value', 'matches'],
    ]);
    expect(hits.every((line) => ISO_TIME.test(String(line['time'])))).toBe(true);
    const events = new Set(hits.map((line) => `${String(line['file'])} ${String(line['offset'])}`));
    expect(events.size).toBe(summary?.['eventsWithHits']);
  });

  it.each(['search', 'detections', 'hits'])('%s --json is --format jsonl', (command) => {
    const lines = run(command, '--case', caseDir, '--format', 'jsonl').stdout;
    expect(run(command, '--case', caseDir, '--json').stdout).toBe(lines);
    expect(lines).not.toBe('');
    expect(run(command, '--case', caseDir, '--json', '--format', 'csv').status).toBe(2);
  });

  it('search --count --json is an object', () => {
    const count = processed.lines.at(-1)?.['events'];
    expect(run('search', '--case', caseDir, '--count', '--json').lines).toEqual([{ count }]);
  });

  it('search counts, pages, facets and sorts', () => {
    const all = Number(run('search', '--case', caseDir, '--count').stdout);
    expect(all).toBe(processed.lines.at(-1)?.['events']);
    const [security, rest] = ['Channel:Security', 'NOT Channel:Security'].map((query) =>
      Number(run('search', '--case', caseDir, '--count', query).stdout),
    );
    expect((security ?? 0) + (rest ?? 0)).toBe(all);
    const facet = run('search', '--case', caseDir, '--facet', 'Channel').lines;
    expect(facet.find((line) => line['value'] === 'Security')?.['count']).toBe(security);
    const times = run('search', '--case', caseDir, '--sort', 'desc', '--limit', '20').lines.map(
      (line) => String(line['time']),
    );
    expect(times).toEqual(times.toSorted().toReversed());
    const buckets = run('search', '--case', caseDir, '--histogram', '1h').lines;
    expect(buckets.reduce((sum, line) => sum + Number(line['count']), 0)).toBe(all);
    const ranged = run(
      'search',
      '--case',
      caseDir,
      '--count',
      '--from',
      '2026-03-09T09:00:00Z',
      '--to',
      '2026-03-09T10:00:00Z',
    );
    const hour = buckets.find((line) => String(line['time']).startsWith('2026-03-09T09'));
    expect(Number(ranged.stdout)).toBe(hour?.['count']);
  });

  it('search --marks tells what was found and how events are marked', () => {
    const [line] = run('search', '--case', caseDir, '--marks', '--limit', '1', 'rule:*').lines;
    expect(line).toMatchObject({ rules: [expect.any(String)], tags: [], note: null, hidden: null });
    const csv = run('search', '--case', caseDir, '--marks', '--limit', '1', '--format', 'csv', '');
    expect(csv.stdout.split('\n')[0]).toMatch(/,level,rules,indicators,tags,note,hidden$/);
  });

  it('search --histogram takes weeks', () => {
    const weeks = run('search', '--case', caseDir, '--histogram', '1w').lines;
    const all = Number(run('search', '--case', caseDir, '--count').stdout);
    expect(weeks.reduce((sum, { count }) => sum + Number(count), 0)).toBe(all);
  });

  it('an unreadable query is wrong use', () => {
    const done = run('search', '--case', caseDir, 'a AND (');
    expect(done.stderr).toMatch(/\(at character 8\)\n {2}a AND \(\n {9}\^\n/);
    expect(done.status).toBe(2);
    expect(done.stderr).toContain('missing here');
  });
});

describe('without a case', () => {
  it('dump gives a line per record, as JSON and as XML', () => {
    const json = run('dump', sampleFile('WS-ALVA-Sysmon.evtx')).lines;
    const xml = run('dump', '--format', 'xml', sampleFile('WS-ALVA-Sysmon.evtx')).stdout;
    expect(json[0]).toMatchObject({
      Event: { System: { Channel: 'Microsoft-Windows-Sysmon/Operational' } },
    });
    expect(json.every((line) => typeof line['offset'] === 'number')).toBe(true);
    expect(xml.match(/<Event[ >]/g)).toHaveLength(json.length);
  });

  it('hunt finds what process finds', () => {
    const file = sampleFile('WS-ALVA-Sysmon.evtx');
    const hunted = run('hunt', '--rules', path.join(root, 'resources/starter-rules'), file).lines;
    const detected = run('detections', '--case', caseDir).lines.filter(
      (line) => line['file'] === file,
    );
    const key = (line: Record<string, unknown>): string =>
      `${String(line['offset'])} ${String(line['ruleId'])}`;
    expect(hunted.map(key).toSorted()).toEqual(detected.map(key).toSorted());
  });

  it('rules check lists every rule with its state, rules test counts', () => {
    const folder = temporaryFolder();
    fs.writeFileSync(
      path.join(folder, 'broken.yml'),
      'title: Broken\ndetection: {condition: nothing}\n',
    );
    const checked = run(
      'rules',
      'check',
      '--json',
      folder,
      path.join(root, 'resources/starter-rules'),
    );
    expect(checked.status).toBe(1);
    expect(checked.lines.at(-1)).toMatchObject({
      type: 'summary',
      rules: 25,
      loaded: 24,
      invalid: 1,
    });
    const cases = path.join(folder, 'cases.yml');
    const rule = 'title: T\nlogsource: {product: windows}\ndetection: {s: {A: x}, condition: s}\n';
    fs.writeFileSync(
      cases,
      JSON.stringify([
        { name: 'fires', rule, event: { A: 'x' }, match: true },
        { name: 'wrong', rule, event: { A: 'y' }, match: true },
      ]),
    );
    const tested = run('rules', 'test', cases);
    expect(tested.status).toBe(1);
    expect(tested.stdout.trim().split('\n').at(-1)).toBe('1 passed, 1 failed');
    expect(tested.stdout).toContain('wrong');
  });
});
