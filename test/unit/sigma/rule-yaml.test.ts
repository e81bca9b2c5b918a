import { expect, test } from 'vitest';
import { runRuleCases } from '@shared/sigma/rule-cases';
import { parseDocuments } from '@shared/sigma/rule-document';
import { readYaml, text } from '@shared/sigma/rule-yaml';
import { fires, rule, rulesOf, sysmon } from './one-rule';

test.each([
  ['00000429', '00000429'],
  ['9232379236109516800', '9232379236109516800'],
  ['0123', '0123'],
  ['1.0', '1.0'],
  ['-7', '-7'],
  ['0x1f', '31'],
  ['0o17', '15'],
  ['0xFFFFFFFFFFFFFFFF', '18446744073709551615'],
  ['1e3', '1e3'],
  ['12345E67', '12345E67'],
  ['00e5', '00e5'],
  ['1e400', '1e400'],
  ['+5', '+5'],
  ['.5', '.5'],
  ['5.', '5.'],
  ['-0', '-0'],
])('%s is the text %s', (written, expected) => {
  expect(readYaml(written).map(text)).toEqual([expected]);
});

test('numbers are compared as they are written', () => {
  expect(fires('F|contains: 00000429', { F: 'x00000429' })).toBe(true);
  expect(fires('F|contains: 00000429', { F: 'x1429' })).toBe(false);
  expect(fires('F: 9232379236109516800', { F: '9232379236109516800' })).toBe(true);
  expect(fires('F: 9232379236109516800', { F: '9232379236109517000' })).toBe(false);
  expect(fires('F|gt: 9007199254740992', { F: '9007199254740993' })).toBe(true);
  expect(fires('F|gt: 9007199254740993', { F: '9007199254740993' })).toBe(false);
  expect(fires('F|gt: 5', { F: '5.5' })).toBe(true);
  expect(fires('F|contains: 12345e67', { F: 'a12345e67b' })).toBe(true);
  expect(fires('F|gt: 1e3', { F: '1001' })).toBe(true);
  expect(() => fires('F|gt: .inf', { F: '1' })).toThrow('gt needs a number');
});

test.each([
  ['1.0', '1'],
  ['1.50', '1.5'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['+5', '5'],
  ['-0', '0'],
  ['1e3', '1000'],
  ['5e-1', '0.5'],
  ['0x1f', '31'],
  ['+9232379236109516800', '9232379236109516800'],
  ['0xFFFFFFFFFFFFFFFF', '18446744073709551615'],
])('a value %s is met by what JSON reads as %s, and by its own spelling', (written, json) => {
  for (const value of [json, text(readYaml(written)[0])]) {
    expect(fires(`F: ${written}`, { F: value })).toBe(true);
    expect(fires(`F: [x, ${written}]`, { F: [value] })).toBe(true);
    expect(fires(`F|neq: ${written}`, { F: value })).toBe(false);
  }
  expect(fires(`F: '${written}.'`, { F: json })).toBe(false);
  const event = `- name: c\n  match: true\n  event: { F: ${written} }\n  rule: |\n    `;
  const asked = rule(`s: { F: '${json}' }\ncondition: s`).replaceAll('\n', '\n    ');
  expect(runRuleCases(event + asked)).toEqual({ passed: 1, failures: [] });
});

test('a number in a text is a text', () => {
  expect(fires('F|contains: 1.0', { F: 'a1.0b' })).toBe(true);
  expect(fires('F|contains: 1.0', { F: 'a1b' })).toBe(false);
  expect(fires('- 1.0', { F: 'a1b' })).toBe(false);
});

test('events of rule cases keep their numbers, too', () => {
  const cases = `- name: c
  match: true
  event: { F: 9232379236109516800 }
  rule: |
    ${rule('s: { F: 9232379236109516800 }\ncondition: s').replaceAll('\n', '\n    ')}`;
  expect(runRuleCases(cases)).toEqual({ passed: 1, failures: [] });
});

test('anchors that stand for more than memory holds are refused, as are those that hold themselves', () => {
  const levels = Array.from(
    { length: 10 },
    (_, at) =>
      `a${at + 1}: &a${at + 1} [${Array.from({ length: 10 }, () => `*a${at}`).join(', ')}]`,
  );
  const laugh = `a0: &a0 x\n${levels.join('\n')}\ntitle: t\n`;
  const cyclic =
    'action: global\ntitle: t\na: &a { b: *a }\n---\naction: global\na: &a { b: *a }\n';
  for (const hostile of [laugh, cyclic]) {
    const [outcome] = parseDocuments(hostile);
    expect(outcome).toMatchObject({ kind: 'invalid' });
    expect(outcome?.kind === 'invalid' && outcome.reason).toMatch(/anchors/);
  }
  const shared = `x: &x [a, b]\n${rule('s: { F: *x }\ncondition: s')}`;
  expect(rulesOf(shared).outcomes).toMatchObject([{ state: 'loaded' }]);
});

test.each([
  ['\\REGISTRY\\MACHINE\\SOFTWARE\\x', 'HKLM\\SOFTWARE\\x'],
  ['HKEY_LOCAL_MACHINE\\SOFTWARE\\x', 'HKLM\\SOFTWARE\\x'],
  ['HKEY_USERS\\S-1-5-21\\x', 'HKU\\S-1-5-21\\x'],
  ['HKLM\\SYSTEM\\ControlSet001\\x', 'HKLM\\SYSTEM\\CurrentControlSet\\x'],
])('a registry event that says %s is found as it is and as %s', (logged, spelt) => {
  const source = 'product: windows\ncategory: registry_set';
  const fired = (path: string): number =>
    rulesOf(rule(`s:\n  TargetObject: '${path}'\ncondition: s`, source)).match(
      sysmon(13, { TargetObject: logged }),
    ).length;
  expect([fired(logged), fired(spelt), fired('HKLM\\other')]).toEqual([1, 1, 0]);
});
