/** Correlations over a whole case through the built command line: windows across files, and files that come late. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../../fixtures/run-cli';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const RULES = `title: failed logon
id: 11111111-1111-4111-8111-000000000001
name: failed_logon
logsource: { product: windows, service: security }
detection: { s: { EventID: 4625 }, condition: s }
---
title: successful logon
id: 11111111-1111-4111-8111-000000000002
name: logon
logsource: { product: windows, service: security }
detection: { s: { EventID: 4624 }, condition: s }
---
title: many failures
id: 11111111-1111-4111-8111-000000000003
name: failures
correlation: { type: event_count, rules: failed_logon, group-by: [TargetUserName], timespan: 5m, condition: { gte: 3 } }
---
title: guessed
id: 11111111-1111-4111-8111-000000000004
level: high
correlation: { type: temporal_ordered, rules: [failures, logon], group-by: [TargetUserName], timespan: 10m }
`;

const logon = (id: number, minute: number, user: string): string =>
  JSON.stringify({
    Event: {
      System: {
        Provider: { '#attributes': { Name: 'Microsoft-Windows-Security-Auditing' } },
        EventID: id,
        TimeCreated: {
          '#attributes': { SystemTime: `2026-03-01T10:${String(minute).padStart(2, '0')}:00.0Z` },
        },
        Channel: 'Security',
        Computer: 'DC1',
      },
      EventData: { TargetUserName: user },
    },
  });

it('finds what no file holds alone, and more when a file is added', () => {
  const folder = temporaryFolder();
  const file = (name: string, ...lines: string[]): string => {
    const target = path.join(folder, name);
    fs.writeFileSync(target, `${lines.join('\n')}\n`);
    return target;
  };
  const rules = file('rules.yml', RULES);
  const first = file(
    'first.ndjson',
    logon(4625, 0, 'bob'),
    logon(4625, 2, 'bob'),
    logon(4625, 9, 'eve'),
  );
  const second = file('second.ndjson', logon(4625, 1, 'Bob'), logon(4624, 30, 'bob'));
  const late = file('late.ndjson', logon(4624, 8, 'bob'));
  const caseDir = path.join(folder, 'case');
  const run = (...evidence: string[]) =>
    runCli('process', '--case', caseDir, '--json', '--rules', rules, ...evidence);
  expect(run(first, second).lines.at(-1)).toMatchObject({ detections: 0, correlations: 0 });
  const done = run(late);
  expect(done.status).toBe(0);
  expect(done.lines.at(-1)).toMatchObject({ detections: 0, correlations: 1 });
  const [guessed, ...others] = runCli('detections', '--case', caseDir).lines;
  expect(others).toEqual([]);
  expect(guessed).toMatchObject({
    ...{ ruleTitle: 'guessed', level: 'high', source: 'correlation' },
    matches: [{ field: 'TargetUserName', value: 'bob' }],
    correlation: {
      from: '2026-03-01T10:00:00.0000000Z',
      to: '2026-03-01T10:08:00.0000000Z',
      events: 4,
      group: { TargetUserName: 'bob' },
      contributions: [
        { file: first, time: '2026-03-01T10:00:00.0000000Z', rule: 'failed logon' },
        { file: second, time: '2026-03-01T10:01:00.0000000Z' },
        { file: first, time: '2026-03-01T10:02:00.0000000Z' },
        { file: late, time: '2026-03-01T10:08:00.0000000Z', rule: 'successful logon' },
      ],
    },
  });
  // Going on with the case without naming rules takes nothing away.
  for (const words of [[], ['--operation', 'ioc_only'], ['--operation', 'sigma_only']]) {
    const again = runCli('process', '--case', caseDir, '--json', ...words);
    expect([again.status, again.lines.at(-1)?.['correlations']]).toEqual([0, 1]);
    expect(runCli('detections', '--case', caseDir).lines).toEqual([guessed]);
  }
  const hunted = runCli('hunt', '--rules', rules, second, late, first);
  expect([hunted.status, hunted.lines]).toEqual([0, [guessed]]);
  // As CSV they have the same facts in columns of their own.
  const csv = runCli('hunt', '--format', 'csv', '--rules', rules, second, late, first).stdout;
  const [header, cells] = csv.split('\n');
  expect(header).toMatch(/,matches,from,to,events,contributions$/);
  expect(cells).toContain(
    ',2026-03-01T10:00:00.0000000Z,2026-03-01T10:08:00.0000000Z,4,"[{""number"":1,',
  );
  expect(runCli('detections', '--format', 'csv', '--case', caseDir).stdout).toBe(csv);
  const published = fs
    .readdirSync(path.join(caseDir, 'events'))
    .filter((name) => name.startsWith('case.'));
  expect(published).toEqual([expect.stringMatching(/^case\.\d+\.correlations$/)]);
});

it('counts an event that two rules meet once, with a case and without', () => {
  const folder = temporaryFolder();
  const base = (title: string, field: string): string => `title: ${title}
name: ${title}
logsource: { product: windows, service: security }
detection: { s: { ${field} }, condition: s }
`;
  const count = `title: two
correlation: { type: event_count, rules: [failed, bob], timespan: 5m, condition: { gte: 2 } }
`;
  const rules = path.join(folder, 'rules.yml');
  const texts = [base('failed', 'EventID: 4625'), base('bob', 'TargetUserName: bob'), count];
  fs.writeFileSync(rules, texts.join('---\n'));
  const evidence = path.join(folder, 'log.ndjson');
  const found = (...lines: string[]): unknown[] => {
    fs.writeFileSync(evidence, lines.join('\n'));
    const caseDir = path.join(folder, `case-${lines.length}`);
    runCli('process', '--case', caseDir, '--rules', rules, evidence);
    const { lines: kept } = runCli('detections', '--case', caseDir);
    expect(runCli('hunt', '--rules', rules, evidence).lines).toEqual(kept);
    return kept.map(({ correlation }) => (correlation as { events: number }).events);
  };
  expect(found(logon(4625, 0, 'bob'), logon(4624, 1, 'al'))).toEqual([]);
  expect(found(logon(4625, 0, 'bob'), logon(4624, 1, 'al'), logon(4625, 2, 'bob'))).toEqual([2]);
});
