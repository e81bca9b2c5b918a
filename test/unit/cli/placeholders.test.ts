/** Lists for the placeholders of rules, from the command line into a case and a hunt. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { logonFile } from '../../fixtures/logon-evidence';
import { runCli } from '../../fixtures/run-cli';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const RULE = `title: logon of an admin
id: 33333333-3333-4333-8333-000000000001
level: high
logsource: { product: windows, service: security }
detection: { s: { EventID: 4624, 'TargetUserName|expand': '%admins%' }, condition: s }
`;
const folder = temporaryFolder();
const file = (name: string, text: string): string => {
  const target = path.join(folder, name);
  fs.writeFileSync(target, text);
  return target;
};
const rules = file('rule.yml', RULE);
const lists = file('lists.yml', 'admins: [anna, "adm*"]\n');
const evidence = logonFile(folder, 'logons.ndjson', [
  [0, 4624, 'ANNA'],
  [1, 4624, 'bob'],
  [2, 4624, 'adm-7'],
]);

it('a rule with an unset placeholder is not run and says which; with a list it is', () => {
  const [unset] = runCli('rules', 'check', '--json', rules).lines;
  expect(unset).toMatchObject({ state: 'notRun', reason: 'placeholder %admins% has no list' });
  const [set] = runCli('rules', 'check', '--json', '--placeholders', lists, rules).lines;
  expect(set).toMatchObject({ state: 'loaded', reason: '' });
});

it('a hunt fills them in', () => {
  const found = runCli('hunt', '--rules', rules, '--placeholders', lists, evidence).lines;
  expect(found.map(({ time }) => String(time).slice(17, 19))).toEqual(['00', '02']);
  expect(runCli('hunt', '--rules', rules, evidence).lines).toEqual([]);
});

it('a case keeps them, and what was hunted without them is hunted again', () => {
  const caseDir = path.join(folder, 'case');
  const run = (...words: string[]) =>
    runCli('process', '--case', caseDir, '--json', '--rules', rules, ...words).lines.at(-1);
  expect(run(evidence)).toMatchObject({ detections: 0 });
  expect(run('--operation', 'sigma_only', '--placeholders', lists)).toMatchObject({
    detections: 2,
  });
  expect(run('--operation', 'sigma_only')).toMatchObject({ detections: 2 });
  // Whether a rule loads is judged with the lists of the case.
  const broken = file('broken.yml', 'title: broken\nlogsource: {}\ndetection: {}\n');
  const words = ['process', '--case', caseDir, '--json', '--operation', 'sigma_only'];
  const both = runCli(...words, '--rules', rules, '--rules', broken);
  expect([both.status, both.lines.at(-1)]).toMatchObject([0, { detections: 2 }]);
  expect(both.stderr).toContain('1 of 2 rules loaded');
  expect(both.stderr).toContain('invalid: broken.yml (broken): ');
});

it('numbers and words of YAML are the texts that stand there', () => {
  const odd = file('odd.yml', 'admins: [443, yes, 0x10, ~]\n');
  const logons = ['443', 'YES', '16', '0x10'].map((name, at) => [at, 4624, name] as const);
  const named = logonFile(folder, 'odd.ndjson', logons);
  const found = runCli('hunt', '--rules', rules, '--placeholders', odd, named).lines;
  expect(found.map(({ time }) => String(time).slice(17, 19))).toEqual(['00', '01', '03']);
});

it('a file that is none is refused', () => {
  const { status, stderr } = runCli(
    'rules',
    'check',
    '--placeholders',
    file('x.yml', '- a\n'),
    rules,
  );
  expect(status).toBe(2);
  expect(stderr).toContain('x.yml is no list of placeholders');
});
