/** What patterns of STIX name: paths, `LIKE`, comments, stars; and what they are read as. */
import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';

/** Each as `type mode value`, or why it is refused. */
const readOf = (pattern: string): readonly string[] => {
  const objects = [{ type: 'indicator', id: 'i', pattern }];
  const { understood, refused } = readIndicators(JSON.stringify({ type: 'bundle', objects }));
  return [
    ...understood.map(({ draft }) => `${draft.type} ${draft.mode} ${draft.value}`),
    ...refused.map(({ reason }) => reason),
  ];
};

test.each([
  ["domain-name:resolves_to_refs[*].value = '203.0.113.9'", 'ip literal 203.0.113.9'],
  ["domain-name:resolves_to_refs[0].value = 'a.example'", 'domain literal a.example'],
  ["process:parent_ref.image_ref.name = 'a.exe'", 'process literal a.exe'],
  ["process:parent_ref.parent_ref.name = 'a.exe'", 'process literal a.exe'],
  ["process:child_refs[1].command_line = 'a -b'", 'commandline literal a -b'],
  [
    "process:parent_ref.image_ref.hashes.MD5 = 'abababababababababababababababab'",
    `md5 literal ${'ab'.repeat(16)}`,
  ],
  ...['to_refs[*]', 'cc_refs[*]', 'bcc_refs[2]', 'from_ref', 'sender_ref'].map((path) => [
    ...[`email-message:${path}.value = 'a@b.example'`, 'email literal a@b.example'],
  ]),
  ["process:parent_ref.pid = 'x'", 'it names nothing that is sought in events here'],
])('%s names %s', (comparison, expected) => {
  expect(readOf(`[${comparison}]`)).toEqual([expected]);
});

const KEY = 'windows-registry-key:key';
test.each([
  ['HKEY_LOCAL_MACHINE\\System\\Foo\\%', 'wildcard HKEY_LOCAL_MACHINE\\System\\Foo\\*'],
  ['%hkey_current_user\\A_b%', 'wildcard *hkey_current_user\\A?b*'],
  ['%HKEY_USERS\\S-1-5-18%', 'substring HKEY_USERS\\S-1-5-18'],
  ['HKEY_CLASSES_ROOT\\CLSID', 'literal HKEY_CLASSES_ROOT\\CLSID'],
  ['HKEY_LOCAL_MACHINES\\A', 'wildcard HKEY?LOCAL?MACHINES\\A'],
  ['%\\A_b', 'wildcard *\\A?b'],
  ['HKLM\\A%', 'wildcard HKLM\\A*'],
  ['%%', 'wildcard **'],
])('LIKE of a key: %s', (text, expected) => {
  expect(readOf(`[${KEY} LIKE '${text.replaceAll('\\', '\\\\')}']`)).toEqual([
    `registry ${expected}`,
  ]);
});

test('roots with underscores have wildcards in other paths', () => {
  expect(readOf("[file:name LIKE 'HKEY_USERS%']")).toEqual(['filename wildcard HKEY?USERS*']);
});

test.each([
  "[/* all of it */ url:value = 'http://x.example/a' /* OR url:value = 'y' */]",
  "// first\n[url:value = // then\n'http://x.example/a'] // last",
  "/**/[url:value = 'http://x.example/a']/* a ' quote\nand a line */",
])('comments of the grammar say nothing: %s', (pattern) => {
  expect(readOf(pattern)).toEqual(['url literal http://x.example/a']);
});

test.each([
  ["[a:b = 'x'] /* open", 'cannot be read at character 13'],
  ["[a:b = 'x'] / b", 'cannot be read at character 13'],
])('%s is no comment', (pattern, words) => {
  expect(readOf(pattern).join()).toContain(words);
});

test('a domain with a star is read as a list reads it, and told', () => {
  const objects = ['*.evil.example', 'cdn*.evil.example'].map((value) => ({
    ...{ type: 'indicator', id: 'i', pattern: `[domain-name:value = '${value}']` },
  }));
  const { understood } = readIndicators(JSON.stringify({ type: 'bundle', objects }));
  expect(understood.map(({ draft, remarks }) => [draft.mode, draft.value, remarks])).toEqual([
    ['literal', 'evil.example', ['met with its subdomains, and by itself']],
    ['wildcard', 'cdn*.evil.example', ['its * is read as a wildcard']],
  ]);
});
