/** Whose rules the correlations of a case are. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { lastRulesOf } from '@electron/scheduler/case-rules';
import { timelessText } from '@electron/scheduler/left-out';
import type { RuleSource } from '@shared/sigma/rule-source';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { type Logon, logonFile } from '../../fixtures/logon-evidence';
import { atRest, closeSessions, hitsOf, openSession, RESTS, rules, TUNED } from './correlated-case';

const OTHERS = `
title: Logon
name: logon
logsource: {product: windows}
detection: {s: {EventID: 4624}, condition: s}
`;
const others: RuleSource[] = [{ path: 'others.yml', text: OTHERS, hash: 'o' }];

it('a case opened with other rules keeps its correlations until it is hunted with these', async () => {
  const folder = temporaryFolder();
  const first = await openSession({ everySet: true });
  const { caseDir } = first;
  const logons: Logon[] = [0, 1, 2].map((second) => [second, 4625, 'eve']);
  const [{ id } = { id: 0 }] = await first.add(logonFile(folder, 'one.ndjson', logons));
  await atRest(first);
  const { run } = first.session.correlations.found;
  const guessing = 'Password guessing 3: 00:00 00:01 00:02';
  expect(hitsOf(caseDir)).toEqual([guessing]);
  const given = lastRulesOf(caseDir).given;
  closeSessions();

  const second = await openSession({ caseDir, rules: others });
  const { correlations } = second.session;
  await atRest(second);
  expect(correlations.found.run).toBe(run);
  expect(correlations.state).toEqual({ ...RESTS, areStale: true });
  expect(lastRulesOf(caseDir).given).toEqual(given);
  second.session.tunings.add({ action: 'level', ruleId: 'title x', level: 'low', reason: 'other' });
  await atRest(second);
  expect(hitsOf(caseDir)).toEqual([guessing]);
  // A file hunted with rules that do not have the correlation takes nothing from the others.
  await second.add(logonFile(folder, 'two.ndjson', [[3, 4625, 'eve']]));
  await atRest(second);
  expect(hitsOf(caseDir)).toEqual([guessing]);
  expect(lastRulesOf(caseDir).given).not.toEqual(given);
  const leftOut = 'one.ndjson was hunted with other rules. Run SIGMA again there.';
  expect(correlations.state).toEqual({ ...RESTS, leftOut });
  second.session.files.run([id], 'ioc_only');
  await atRest(second);
  expect(hitsOf(caseDir)).toEqual([guessing]);
  second.session.files.run([id], 'sigma_only');
  await atRest(second);
  expect([hitsOf(caseDir), correlations.state]).toEqual([[], RESTS]);
});

it('what later rules have too is made with these, over all files', async () => {
  const folder = temporaryFolder();
  const session = await openSession({});
  const logons: Logon[] = [0, 1, 2].map((second) => [second, 4625, 'eve']);
  await session.add(logonFile(folder, 'one.ndjson', logons));
  await atRest(session);
  const more: RuleSource = { path: 'more.yml', text: TUNED.replaceAll('failed', 'bad'), hash: 'm' };
  session.session.setRules(session.packOf([...rules, more]));
  await session.add(logonFile(folder, 'two.ndjson', [[3, 4625, 'eve']]));
  await atRest(session);
  expect(hitsOf(session.caseDir)).toContain('Password guessing 4: 00:00 00:01 00:02 00:03');
});

const TWINS = `
title: x
name: failed
logsource: {product: windows}
detection: {s: {EventID: 4625}, condition: s}
---
title: x
name: logon
logsource: {product: windows}
detection: {s: {EventID: 4624}, condition: s}
---
title: One failure
correlation: {type: event_count, rules: failed, timespan: 1m, condition: {gte: 1}}
---
title: Failure and logon
correlation: {type: temporal, rules: [failed, logon], timespan: 1m}
`;

it('two rules without an id and with one title feed what refers to each', async () => {
  const session = await openSession({ rules: [{ path: 'twins.yml', text: TWINS, hash: 't' }] });
  const logons: Logon[] = [
    [1, 4625, 'eve'],
    [2, 4624, 'eve'],
  ];
  await session.add(logonFile(temporaryFolder(), 'one.ndjson', logons));
  await atRest(session);
  expect(hitsOf(session.caseDir)).toEqual([
    'One failure 1: 00:01',
    'Failure and logon 2: 00:01 00:02',
  ]);
});

it('events without a time that feed correlations are counted and told', async () => {
  const session = await openSession({});
  const file = path.join(temporaryFolder(), 'timeless.ndjson');
  const line = JSON.stringify({ Channel: 'Security', EventID: 4625, TargetUserName: 'eve' });
  fs.writeFileSync(file, `${line}\n${line}\n`);
  await session.add(file);
  await atRest(session);
  const timeless = '2 events without a time that feed correlations take no part in any.';
  const { correlations } = session.session;
  expect([correlations.state, correlations.found.timeless]).toEqual([{ ...RESTS, timeless }, 2]);
  expect(hitsOf(session.caseDir)).toEqual([]);
  expect([0, 1].map(timelessText)).toEqual([
    null,
    '1 event without a time that feeds correlations takes no part in any.',
  ]);
});
