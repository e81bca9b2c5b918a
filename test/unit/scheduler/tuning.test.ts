/** Tuning over a case with real workers: counts and lists follow, what is stored does not change. */
import { afterEach, expect, it } from 'vitest';
import { eventStoreOf } from '@electron/store/event-store-of';
import type { TuningDraft } from '@shared/model/rule-tuning';
import type { RuleSource } from '@shared/sigma/rule-source';
import { type Logon, logonFile } from '../../fixtures/logon-evidence';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { recount } from '@electron/pipeline/recount';
import { lastRulesOf } from '@electron/scheduler/case-rules';
import { OpenSession } from './open-session';

const RULE_ID = '55555555-5555-4555-8555-000000000001';
const rulesAt = (text: string): RuleSource[] => [
  { path: 'logon.yml', text, hash: text.length.toString() },
];
const RULE = `title: logon
id: ${RULE_ID}
level: high
logsource: { product: windows, service: security }
detection: { s: { EventID: 4624, TargetUserName|contains: '' }, condition: s }
`;
const reason = 'the backup account';

let session: OpenSession;
afterEach(() => session.close());

function listed(suppressed: boolean): string[] {
  const search = eventStoreOf(session.caseDir).search();
  try {
    const sort = { column: 'time', order: 'asc' } as const;
    const asked = {
      filter: '',
      rule: null,
      levels: null,
      suppressed,
      files: null,
      sort,
      start: 0,
      end: 99,
    };
    return search
      .detections(asked)
      .rows.map(({ level, matches }) => `${level} ${matches.map(({ value }) => value).join()}`);
  } finally {
    search.close();
  }
}

async function tune(draft: TuningDraft): Promise<void> {
  session.session.tunings.add(draft);
  await session.session.tunings.settled();
}

it('a level, an exclusion and their taking back are counted and shown, in this run and the next', async () => {
  session = await OpenSession.open({ rules: rulesAt(RULE) });
  const evidence = logonFile(temporaryFolder(), 'logons.ndjson', [
    [0, 4624, 'anna'],
    [1, 4624, 'svc-backup'],
    [2, 4624, 'SVC-BACKUP'],
  ]);
  const [{ id } = { id: 0 }] = await session.add(evidence);
  const counts = () => {
    const { detections, suppressed, detectionsByLevel } = session.file(id).published?.counts ?? {};
    return { detections, suppressed, ...detectionsByLevel };
  };
  await session.untilIdle();
  expect(counts()).toMatchObject({ detections: 3, suppressed: 0, high: 3 });
  await tune({
    action: 'exclude',
    ruleId: RULE_ID,
    where: [
      { field: 'TargetUserName', value: 'svc-*' },
      { field: 'EventID', value: '4624' },
    ],
    reason,
  });
  await tune({ action: 'level', ruleId: RULE_ID, level: 'low', reason });
  expect(counts()).toMatchObject({ detections: 1, suppressed: 2, high: 0, low: 1 });
  expect(listed(false)).toEqual(['low 4624,anna']);
  expect(listed(true)).toEqual(['low 4624,svc-backup', 'low 4624,SVC-BACKUP']);
  // A newer pack has the rule in another form; tuning hangs on its id.
  session.session.setRules(session.packOf(rulesAt(RULE.replace('high', 'critical'))));
  session.session.files.run([id], 'sigma_only');
  await session.untilIdle();
  expect(counts()).toMatchObject({ detections: 1, suppressed: 2, low: 1 });
  for (const { id: one } of session.session.database.tunings()) session.session.tunings.remove(one);
  await session.session.tunings.settled();
  expect(counts()).toMatchObject({ detections: 3, suppressed: 0, critical: 3 });
  expect(listed(false)).toHaveLength(3);
});

it('a file that was being hunted when a tuning was made is counted by it', async () => {
  session = await OpenSession.open({ rules: rulesAt(RULE) });
  const logons = Array.from({ length: 40_000 }, (_, at): Logon => [at % 60, 4624, `user-${at}`]);
  const [{ id } = { id: 0 }] = await session.add(
    logonFile(temporaryFolder(), 'many.ndjson', logons),
  );
  await session.until(() => session.file(id).lastRun?.state === 'indexing');
  session.session.tunings.add({ action: 'level', ruleId: RULE_ID, level: 'low', reason });
  await session.untilIdle();
  await session.session.tunings.settled();
  const { counts } = session.file(id).published ?? {};
  expect(counts?.detectionsByLevel).toMatchObject({ high: 0, low: logons.length });
});

it('a case closed before a tuning was counted counts it when it is opened next; a lost count is made again', async () => {
  session = await OpenSession.open({ rules: rulesAt(RULE) });
  const evidence = logonFile(temporaryFolder(), 'logons.ndjson', [[0, 4624, 'anna']]);
  const [{ id } = { id: 0 }] = await session.add(evidence);
  await session.untilIdle();
  session.session.tunings.add({ action: 'level', ruleId: RULE_ID, level: 'low', reason });
  session.close();
  let counts = 0;
  session = await OpenSession.open({
    caseDir: session.caseDir,
    rules: rulesAt(RULE),
    recount: (order) =>
      counts++ === 0 ? Promise.reject(new Error('killed')) : Promise.resolve(recount(order)),
  });
  expect(session.file(id).published?.counts.detectionsByLevel).toMatchObject({ high: 1, low: 0 });
  await session.session.tunings.settled();
  expect(session.file(id).published?.counts.detectionsByLevel).toMatchObject({ high: 0, low: 1 });
  expect(counts).toBe(2);
  session.close();
  session = await OpenSession.open({
    caseDir: session.caseDir,
    recount: () => Promise.reject(new Error('counted again')),
  });
  await session.session.tunings.settled();
  expect(session.file(id).published?.counts.detectionsByLevel).toMatchObject({ high: 0, low: 1 });
});

it('rules given with all their sets run whatever sets the case has chosen, and are known to the next run', async () => {
  session = await OpenSession.open({ rules: rulesAt(RULE) });
  session.session.changeRuleSets({ core: 'core' });
  const chosen = session.session.packs.rules.hash;
  const { given } = lastRulesOf(session.caseDir);
  expect(given).toMatchObject({ everySet: false });
  session.close();
  const { caseDir } = session;
  session = await OpenSession.open({ caseDir, rules: rulesAt(RULE), everySet: true });
  expect(session.session.packs.rules.hash).toBe(given?.pack.hash);
  expect(session.session.packs.rules.hash).not.toBe(chosen);
  expect(lastRulesOf(caseDir).given).toEqual(given);
  await session.add(logonFile(temporaryFolder(), 'one.ndjson', [[0, 4625, 'eve']]));
  await session.untilIdle();
  expect(lastRulesOf(caseDir).given).toMatchObject({ everySet: true, pack: given?.pack });
});
