import { expect, test } from 'vitest';
import { checkDraft } from '@shared/sigma/rule-draft';

const ID = '11111111-2222-4333-8444-555555555555';
const draft = (detection: string, head = `id: ${ID}\nstatus: test\nlevel: high\n`): string =>
  `title: t\n${head}logsource: { product: windows }\ndetection:\n${detection}`;
const problemsOf = (text: string, taken = new Map<string, string>()) =>
  checkDraft(text, {}, taken).problems;

test('a rule that loads and says all it should has no problem', () => {
  const checked = checkDraft(
    draft('  one: { A: x }\n  two_a: { B: y }\n  condition: one or 1 of two_*\n'),
    {},
    new Map(),
  );
  expect(checked.problems).toEqual([]);
  expect(checked.outcomes).toMatchObject([{ state: 'loaded', title: 't' }]);
});

test.each([
  ['  sel:\n    A|foo: x\n  condition: sel\n', 'unknown modifier foo', 8],
  ['  sel: { A: x }\n  condition: sle\n', 'condition: there is no detection "sle"', 8],
  ['  sel: { A: x }\n', 'detection.condition is missing', 6],
  ['  sel: { A: [\n', 'line ', 8],
])('%j is told at its line', (detection, message, line) => {
  const [first] = problemsOf(draft(detection)).filter(({ severity }) => severity === 'error');
  expect(first?.message).toContain(message);
  expect(first?.line).toBe(line);
});

test('what keeps a sound rule from running is a warning with the reason', () => {
  const text = draft("  sel: { 'A|expand': '%list%' }\n  condition: sel\n");
  expect(problemsOf(text)).toMatchObject([
    { severity: 'warning', message: 'not run: placeholder %list% has no list' },
  ]);
  expect(checkDraft(text, { list: ['x'] }, new Map()).problems).toEqual([]);
});

test('advice: id, level, status, detections nobody asks for', () => {
  const body = '  sel: { A: x }\n  rest: { B: y }\n  condition: sel\n';
  const said = problemsOf(draft(body, 'id: 7\nstatus: fine\nlevel: severe\n'));
  expect(said.map(({ message, line }) => [line, message])).toEqual([
    [2, 'id is no UUID'],
    [3, 'status is one of stable, test, experimental, deprecated, unsupported'],
    [4, 'level is one of informational, low, medium, high, critical'],
    [8, 'rest is not used by the condition'],
  ]);
  expect(problemsOf(draft(body), new Map([[ID, 'other.yml']]))[0]?.message).toContain('other.yml');
});

test('a problem of the second document stands in the second document', () => {
  const good = draft('  sel: { A: x }\n  condition: sel\n');
  const bad = draft('  sel: { A: x }\n  condition: no\n').replace('title: t', 'title: second');
  const [error] = problemsOf(`${good}---\n${bad}`).filter(({ severity }) => severity === 'error');
  expect(error?.line).toBe(17);
});
