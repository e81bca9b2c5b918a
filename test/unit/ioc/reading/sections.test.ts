import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';

const listed = (lines: readonly string[]): string[] =>
  readIndicators(lines.join('\n')).understood.map(({ draft }) => `${draft.type} ${draft.value}`);

test('a heading holds until the next one', () => {
  const lines = [
    ...['Mutex:', 'Global\\a', 'norte', '', 'Domains:', 'evil.example', '', 'IPs:', '10.0.0.1'],
    ...['', 'Registry:', 'HKLM\\Software\\Norte', '.norte'],
  ];
  expect(listed(lines)).toEqual([
    ...['mutex Global\\a', 'mutex norte', 'domain evil.example', 'ip 10.0.0.1'],
    ...['registry HKLM\\Software\\Norte', 'registry .norte'],
  ]);
  const { format, refused } = readIndicators(lines.join('\n'));
  expect(format).toBe('list');
  expect(refused.map(({ text, reason }) => [text, reason])).toEqual(
    ['Mutex:', 'Domains:', 'IPs:', 'Registry:'].map((text) => [text, 'a heading: it is no value']),
  );
});

const [MD5, SHA256] = ['ab'.repeat(16), 'ab'.repeat(32)];
test.each<readonly [string, string, string]>([
  ['Mutexes:', 'norte', 'mutex norte'],
  ['Mutex names', 'norte', 'mutex norte'],
  ['**Mutexes**', '- norte', 'mutex norte'],
  ['## Mutexes', 'norte', 'mutex norte'],
  ['[Mutexes]', 'norte', 'mutex norte'],
  ['1. Mutexes created:', 'norte', 'mutex norte'],
  ['Named pipes:', 'norte_1', 'pipe norte_1'],
  ['Registry keys:', '.norte', 'registry .norte'],
  ['Services:', 'Norte Update', 'service Norte Update'],
  ['User accounts:', 'bob smith', 'username bob smith'],
  ['Usernames:', 'bob@lab.example', 'username bob@lab.example'],
  ['Hosts:', 'ws1.lab.example', 'hostname ws1.lab.example'],
  ['Files (SHA256)', SHA256, `sha256 ${SHA256}`],
  ['Hashes (Imphash):', MD5, `imphash ${MD5}`],
  ['Commands:', 'norte start now', 'commandline norte start now'],
])('the heading %s tells what %s is', (heading, line, expected) => {
  expect(listed(['Domains:', 'evil.example', '', heading, line])).toEqual([
    'domain evil.example',
    expected,
  ]);
});

test.each([
  ...['10.0.0.1', 'https://evil.example/a', 'HKLM\\Software\\Norte', 'S-1-5-21-1-2-3-1001'],
  ...['bob@evil.example', MD5, SHA256, 'evil.example'],
])('what its looks tell keeps its type under the heading of another: %s', (line) => {
  const [alone] = readIndicators(line, { format: 'list', roles: null }).understood;
  const under = readIndicators(`Mutexes:\nnorte\n${line}`).understood[1];
  expect(under?.draft.type).toBe(alone?.draft.type);
  expect(under?.draft.type).not.toBe('mutex');
});

test('a heading that names no type ends the one before, and is the note of what is below', () => {
  const { understood } = readIndicators(
    'Mutexes:\nnorte\nC2 servers:\nevil.example\n10.0.0.1 # new',
  );
  expect(understood.map(({ draft }) => [draft.type, draft.value, draft.note])).toEqual([
    ['mutex', 'norte', ''],
    ['domain', 'evil.example', 'C2 servers'],
    ['ip', '10.0.0.1', 'new: C2 servers'],
  ]);
});

test('a comment that names no type ends nothing, a word that happens to name one is a value', () => {
  expect(listed(['Mutexes:', 'norte', '# seen in May', 'sur'])).toEqual([
    'mutex norte',
    'mutex sur',
  ]);
  expect(listed(['norte', 'host', 'sur'])).toEqual(['text norte', 'text host', 'text sur']);
});

test('the words of a mail among values are told and not chosen; a list of words is chosen', () => {
  const mail = readIndicators('Hi team\nevil.example\n10.0.0.1\n10.0.0.2\n10.0.0.3\nThanks\nBob');
  expect(mail.understood.map(({ draft, isMeant }) => [draft.value, isMeant])).toEqual([
    ['Hi team', false],
    ...['evil.example', '10.0.0.1', '10.0.0.2', '10.0.0.3'].map((value) => [value, true]),
    ...['Thanks', 'Bob'].map((value) => [value, false]),
  ]);
  expect(mail.understood.at(-1)?.remarks).toEqual([
    'its looks tell no type: it is sought as text',
    'words among values: not chosen',
  ]);
  const words = readIndicators('norte\nsur\nevil.example');
  expect(words.understood.map(({ isMeant }) => isMeant)).toEqual([true, true, true]);
});
