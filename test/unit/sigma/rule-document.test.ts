import { expect, test } from 'vitest';
import { parseDocuments } from '@shared/sigma/rule-document';

const body = 'logsource: {product: windows}\ndetection: {s: {F: a}, condition: s}\n';

test('level, status and tags as the rule says; absent level is informational', () => {
  const [first] = parseDocuments(
    `title: t\nid: x\nlevel: HIGH\nstatus: Test\ntags: [a.b]\n${body}`,
  );
  expect(first).toMatchObject({
    kind: 'rule',
    id: 'x',
    level: 'high',
    status: 'test',
    tags: ['a.b'],
  });
  expect(parseDocuments(`title: t\n${body}`)[0]).toMatchObject({ level: 'informational' });
});

test.each([
  [body, 'title is missing'],
  ['title: t\nlogsource: {}\ndetection: {s: {F: a}}', 'condition is missing'],
  ['title: t\ndetection: {s: {F: a}, condition: s}', 'logsource is not a map'],
  ['title: t', 'neither detection'],
  ['a: [', 'line '],
  ['', 'the file is empty'],
  ['just text', 'neither detection'],
])('%j is invalid with a reason', (text, reason) => {
  const [document] = parseDocuments(text);
  expect(document).toMatchObject({ kind: 'invalid' });
  expect(document?.kind === 'invalid' ? document.reason : '').toContain(reason);
});

test('rules of a collection that inherit one id are told apart', () => {
  const id = '11111111-1111-4111-8111-111111111111';
  const shared = [
    `action: global\ntitle: g\nid: ${id}\nlogsource: {}\ndetection: {condition: s}`,
    'detection: {s: {F: a}}',
    'detection: {s: {F: b}}',
    'id: 22222222-2222-4222-8222-222222222222\ndetection: {s: {F: c}}',
  ].join('\n---\n');
  const own = '22222222-2222-4222-8222-222222222222';
  expect(parseDocuments(shared).map((one) => one.id)).toEqual([id, `${id}#2`, own]);
  const repeated = [
    `title: g\nid: ${id}\nlogsource: {}\ndetection: {s: {F: a}, condition: s}`,
    'action: repeat\ndetection: {s: {F: b}}',
  ].join('\n---\n');
  expect(parseDocuments(repeated).map((one) => one.id)).toEqual([id, `${id}#2`]);
});

test('global, repeat and reset make whole rules', () => {
  const text = [
    'action: global\ntitle: g\nlogsource: {product: windows}',
    'detection: {s: {F: a}, condition: s}',
    'action: repeat\ndetection: {s: {F: b}}',
    'action: reset',
    'title: alone\nlogsource: {}\ndetection: {s: {F: c}, condition: s}',
  ].join('\n---\n');
  const rules = parseDocuments(text);
  expect(rules.map((one) => one.title)).toEqual(['g', 'g', 'alone']);
  expect(rules[1]).toMatchObject({ detections: { s: { F: 'b' } }, conditions: ['s'] });
});
