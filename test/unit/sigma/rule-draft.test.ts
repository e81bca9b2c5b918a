import { expect, test } from 'vitest';
import { DraftLibrary, type LibraryRule } from '@shared/sigma/draft-library';
import { checkDraft } from '@shared/sigma/rule-draft';

const ID = '11111111-2222-4333-8444-555555555555';
const draft = (detection: string, head = `id: ${ID}\nstatus: test\nlevel: high\n`): string =>
  `title: t\n${head}logsource: { product: windows }\ndetection:\n${detection}`;
const libraryOf = (...rules: Partial<LibraryRule>[]): DraftLibrary =>
  new DraftLibrary(
    rules.map((one) => ({
      ...{ kind: 'rule', id: '', name: null, file: 'other.yml', state: 'loaded', reason: '' },
      ...{ product: 'windows', category: null, service: null },
      ...one,
    })),
  );
const ALONE = libraryOf();
const problemsOf = (text: string, library = ALONE) => checkDraft(text, {}, library).problems;

test('a rule that loads and says all it should has no problem', () => {
  const checked = checkDraft(
    draft('  one: { A: x }\n  two_a: { B: y }\n  condition: one or 1 of two_*\n'),
    {},
    ALONE,
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
  expect(checkDraft(text, { list: ['x'] }, ALONE).problems).toEqual([]);
});

test('advice: id, level, status, detections nobody asks for', () => {
  const body = '  sel: { A: x }\n  rest: { B: y }\n  condition: sel\n';
  const said = problemsOf(draft(body, 'id: 7\nstatus: fine\nlevel: severe\n'));
  expect(said.map(({ message, line }) => [line, message])).toEqual([
    [2, 'id is no UUID'],
    [3, 'status fine is none of stable, test, experimental, deprecated, unsupported'],
    [
      4,
      'level severe is none of informational, low, medium, high, critical: it counts as informational',
    ],
    [8, 'rest is not used by the condition'],
  ]);
  expect(problemsOf(draft(body), libraryOf({ id: ID }))[0]?.message).toContain('other.yml');
});

test('a problem of the second document stands in the second document', () => {
  const good = draft('  sel: { A: x }\n  condition: sel\n');
  const bad = draft('  sel: { A: x }\n  condition: no\n').replace('title: t', 'title: second');
  const [error] = problemsOf(`${good}---\n${bad}`).filter(({ severity }) => severity === 'error');
  expect(error?.line).toBe(17);
});

const correlation = (rules: string): string => `title: c
id: ${ID}
level: high
correlation:
    type: temporal
    rules: [${rules}]
    timespan: 5m
    group-by: [User]
    aliases:
        User: { failed: TargetUserName }
`;

test('a correlation may refer to rules of the library, by id and by name', () => {
  const other = '99999999-2222-4333-8444-555555555555';
  const library = libraryOf({ id: other }, { id: 'x', name: 'failed' });
  const checked = checkDraft(correlation(`failed, ${other}`), {}, library);
  expect(checked.problems).toEqual([]);
  expect(checked.outcomes).toMatchObject([{ title: 'c', state: 'loaded' }]);
  expect(problemsOf(correlation('failed, nowhere'), library)).toMatchObject([
    { severity: 'error', message: 'there is no rule nowhere in this set' },
  ]);
});

test('a rule of the library that is not run is told of', () => {
  const library = libraryOf(
    { name: 'failed', state: 'invalid', reason: 'it is broken' },
    { name: 'two', state: 'skipped', reason: 'another version of it stands in b.yml' },
    { name: 'two', file: 'b.yml' },
  );
  expect(problemsOf(correlation('failed, two'), library)).toMatchObject([
    { severity: 'warning', message: 'its rule failed is not run: it is broken' },
  ]);
});

test('a filter tells which of the rules it names are nowhere', () => {
  const filter = `title: f
logsource: { product: windows }
filter: { rules: [known, mine, nowhere], s: { A: x }, condition: not s }
`;
  const mine = draft('  s: { A: x }\n  condition: s\n', `name: mine\nid: ${ID}\nlevel: high\n`);
  expect(problemsOf(`${filter}---\n${mine}`, libraryOf({ name: 'known' }))).toMatchObject([
    { severity: 'warning', message: 'there is no rule nowhere', line: 1 },
  ]);
});

test('a filter of the draft tells what of the library it cannot apply to', () => {
  const filter = `title: f
logsource: { product: linux }
filter: { rules: [one, two], s: { A: x }, condition: not s }
`;
  const library = libraryOf({ name: 'one' }, { name: 'two', kind: 'correlation', product: null });
  expect(problemsOf(filter, library).map(({ message }) => message)).toEqual([
    'two is a correlation, and filters apply to rules alone',
    'it does not apply to one, whose log source is another',
    'it does not apply to two, whose log source is another',
  ]);
});

test('a path before a wildcard that is none, and timeframe, are told at their lines', () => {
  const body = String.raw`  sel:
    Image: 'C:\Windows\*'
    CommandLine|contains:
      - ' -Filter \*'
      - '\Temp\*.exe'
    TargetFilename|re: 'C:\*'
  timeframe: 5m
  condition: sel
`;
  const said = problemsOf(draft(body));
  expect(said.map(({ line, severity, message }) => [line, severity, message])).toEqual([
    [
      8,
      'warning',
      expect.stringContaining(String.raw`Image: \ makes the * in C:\Windows\* a plain *;`),
    ],
    [11, 'warning', expect.stringContaining('CommandLine: ')],
    [13, 'warning', expect.stringContaining('timeframe is not used')],
  ]);
});
