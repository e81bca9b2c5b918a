import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison, Query } from '@shared/query/ast';
import { MOST_QUERY, parseQuery } from '@shared/query/parser';
import { printLiteral, printQuery } from '@shared/query/printer';
import { randomQuery, WORDS } from './random-queries';

const text = (word: string): Query => ({ kind: 'text', pattern: [{ kind: 'text', text: word }] });
const field = (name: string, word: string): Query => ({
  kind: 'field',
  field: name,
  test: { kind: 'pattern', pattern: [{ kind: 'text', text: word }] },
});

const compare = (name: string, comparison: Comparison, value: string): Query => ({
  kind: 'field',
  field: name,
  test: { kind: 'compare', comparison, value },
});

const range = (name: string, from: End, to: End): Query => ({
  kind: 'field',
  field: name,
  test: { kind: 'range', ends: [end(from), end(to)] },
});
type End = readonly [Comparison, string];
const end = ([comparison, value]: End) => ({ comparison, value });

const regex = (name: string, source: string): Query => ({
  kind: 'field',
  field: name,
  test: { kind: 'regex', source },
});

function parsed(query: string): Query {
  const answer = parseQuery(query);
  if (!answer.ok) throw new Error(answer.fault.message);
  return answer.query;
}

describe('parseQuery', () => {
  it.each<[string, Query]>([
    ['', { kind: 'all' }],
    ['mimikatz', text('mimikatz')],
    ['a b', { kind: 'and', parts: [text('a'), text('b')] }],
    [
      'a AND b OR c',
      { kind: 'or', parts: [{ kind: 'and', parts: [text('a'), text('b')] }, text('c')] },
    ],
    ['NOT a b', { kind: 'and', parts: [{ kind: 'not', part: text('a') }, text('b')] }],
    ['and', text('and')],
    ['-enc', text('-enc')],
    ['-Channel:a', { kind: 'not', part: field('Channel', 'a') }],
    ['x -"a b"', { kind: 'and', parts: [text('x'), { kind: 'not', part: text('a b') }] }],
    ['-(a)', { kind: 'not', part: text('a') }],
    ['a:-b:c', field('a', '-b:c')],
    ['a-b:c', field('a-b', 'c')],
    ['"C:\\Program Files\\"', text('C:\\Program Files\\')],
    ['"say ""hi"""', text('say "hi"')],
    ['C:\\Temp', text('C:\\Temp')],
    ['https://example.org/x', text('https://example.org/x')],
    ['privilege::debug', text('privilege::debug')],
    ['Channel:Security', field('Channel', 'Security')],
    ['a:007', field('a', '007')],
    ['C:/Temp', text('C:/Temp')],
    ['Share:\\\\srv\\c$', field('Share', '\\\\srv\\c$')],
    ['"Threat Name":x', field('Threat Name', 'x')],
    ['EventID:(1 OR 2)', { kind: 'or', parts: [field('EventID', '1'), field('EventID', '2')] }],
    [
      'a:(1, 2,"x,y")',
      { kind: 'or', parts: [field('a', '1'), field('a', '2'), field('a', 'x,y')] },
    ],
    ['a:1,2', field('a', '1,2')],
    ['Größe:5', field('Größe', '5')],
    ['-постоянный:да', { kind: 'not', part: field('постоянный', 'да') }],
    ['名前:*', { kind: 'field', field: '名前', test: { kind: 'exists' } }],
    ['привет::мир', text('привет::мир')],
    ['10.0.0.5:443', text('10.0.0.5:443')],
    ['a:[1 TO 0x20]', range('a', ['>=', '1'], ['<=', '0x20'])],
    ['a:{1 to "2026-03-09 08:51"}', range('a', ['>', '1'], ['<', '2026-03-09 08:51'])],
    ['a:[1 TO 2] b', { kind: 'and', parts: [range('a', ['>=', '1'], ['<=', '2']), text('b')] }],
    ['a:{1 TO *]', compare('a', '>', '1')],
    ['time:[* TO "2026-03-09 08:51"}', compare('time', '<', '2026-03-09 08:51')],
    ['time:>2026-03-09 08:51', compare('time', '>', '2026-03-09 08:51')],
    ['TimeCreated:<=2026-03-09 08:51:07.5', compare('TimeCreated', '<=', '2026-03-09 08:51:07.5')],
    [
      'time:(>=2026-03-09 08:51 <2026-03-09 09:00 UTC)',
      {
        kind: 'and',
        parts: [
          compare('time', '>=', '2026-03-09 08:51'),
          compare('time', '<', '2026-03-09 09:00 UTC'),
        ],
      },
    ],
    [
      'time:[2026-03-09 08:51 TO 2026-03-09 09:00+02:00]',
      range('time', ['>=', '2026-03-09 08:51'], ['<=', '2026-03-09 09:00+02:00']),
    ],
    ['time:2026-03-09 08:51', field('time', '2026-03-09 08:51')],
    [
      'time:>2026-03-09 08:51x',
      { kind: 'and', parts: [compare('time', '>', '2026-03-09'), text('08:51x')] },
    ],
    ['Day:2026-03-09 08:51', { kind: 'and', parts: [field('Day', '2026-03-09'), text('08:51')] }],
    ['a:[* TO *]', { kind: 'field', field: 'a', test: { kind: 'exists' } }],
    ['a:[x', field('a', '[x')],
    [
      'time:last 7d',
      { kind: 'field', field: 'time', test: { kind: 'last', amount: 7, unit: 'd' } },
    ],
    ['level:>=High', compare('level', '>=', 'High')],
    ['Image:*', { kind: 'field', field: 'Image', test: { kind: 'exists' } }],
    ['Image:AND', field('Image', 'AND')],
    ['Image:"*"', field('Image', '*')],
    ['path:/etc/passwd', field('path', '/etc/passwd')],
    ['IpAddress:::1', field('IpAddress', '::1')],
    ['x:::1', field('x', '::1')],
    ['IpAddress:::ffff:10.20.0.19', field('IpAddress', '::ffff:10.20.0.19')],
    ['IpAddress:::', field('IpAddress', '::')],
    ['Key:HKLM:\\Software', field('Key', 'HKLM:\\Software')],
    ['Image:a:b', field('Image', 'a:b')],
    ['HKLM:\\Software', text('HKLM:\\Software')],
    ['-HKCU:\\x', text('-HKCU:\\x')],
    ['"HKLM":x', field('HKLM', 'x')],
    ['fe80:0:0:0:80ac:4126:fa58:1b81', text('fe80:0:0:0:80ac:4126:fa58:1b81')],
    ['dead:beef::1/64', text('dead:beef::1/64')],
    ['ad:00:11:22:33:44', text('ad:00:11:22:33:44')],
    ['dead:beef', field('dead', 'beef')],
    ['"":"4408"', field('', '4408')],
    ['-"":x', { kind: 'not', part: field('', 'x') }],
    ['""', { kind: 'text', pattern: [] }],
    ['a:[ 1 to 2 ]', range('a', ['>=', '1'], ['<=', '2'])],
    ['Guid:{1-2} to', { kind: 'and', parts: [field('Guid', '{1-2}'), text('to')] }],
    ['a:(/x/, /y/)', { kind: 'or', parts: [regex('a', 'x'), regex('a', 'y')] }],
    ['a:(/x{1,2}/,"/y")', { kind: 'or', parts: [regex('a', 'x{1,2}'), field('a', '/y')] }],
    [
      'Url:/admin AND CommandLine:"C:\\x / y"',
      { kind: 'and', parts: [field('Url', '/admin'), field('CommandLine', 'C:\\x / y')] },
    ],
    [
      'time:(last 7d)',
      { kind: 'field', field: 'time', test: { kind: 'last', amount: 7, unit: 'd' } },
    ],
    ['time:2026-04-3', field('time', '2026-04-3')],
    ['time:1', field('time', '1')],
    ['time:"yesterday"', field('time', 'yesterday')],
    ['level:4', field('level', '4')],
    ['level:"hgih"', field('level', 'hgih')],
    [
      'Image:/cmd|p w/ x',
      {
        kind: 'and',
        parts: [
          { kind: 'field', field: 'Image', test: { kind: 'regex', source: 'cmd|p w' } },
          text('x'),
        ],
      },
    ],
    [
      'Port:>=1024',
      { kind: 'field', field: 'Port', test: { kind: 'compare', comparison: '>=', value: '1024' } },
    ],
    [
      'Image:*\\cmd.exe',
      {
        kind: 'field',
        field: 'Image',
        test: { kind: 'pattern', pattern: [{ kind: 'star' }, { kind: 'text', text: '\\cmd.exe' }] },
      },
    ],
  ])('%j', (query, tree) => {
    expect(parsed(query)).toEqual(tree);
  });

  it.each<[string, number, RegExp]>([
    ['(a', 0, /not closed/],
    ['a)', 1, /closes nothing/],
    ['a AND', 5, /missing/],
    ['OR a', 0, /missing/],
    ['x "abc', 2, /not closed/],
    ['Image: cmd', 0, /missing/],
    ['Port:>many', 5, /numbers and times/],
    ['time:last week', 10, /how long/],
    ['time:last', 5, /how long/],
    ['a:[b TO 2]', 2, /numbers and times/],
    ['"a b":/a/?/a/"/x"', 6, /ends before a blank/],
    ['level:>=severe', 6, /Levels are/],
    ['Image:/(a/', 6, /regular expression/],
    ['Image:(a Channel:b)', 9, /cannot stand/],
    ['EventID:[4624 TO 4625', 8, /not closed/],
    ['EventID:[ 4624 to 4625', 8, /not closed/],
    ['level:hgih', 6, /Levels are/],
    ['x level:(high, hgih)', 15, /Levels are/],
    ['time:yesterday', 5, /no time/],
    ['time:2026-02-30', 5, /no time/],
    ['x:!=5', 2, /-x:5/],
    ['CommandLine:/iex/i', 12, /no flags/],
    ['hidden:no', 7, /true or false/],
    ['hidden:(true OR yes)', 16, /true or false/],
    ['recovered:maybe', 10, /Recovered is one of true, false, recovered, doubtful/],
    ['time:(last)', 10, /how long/],
    [`${'('.repeat(500)}a`, 200, /too deep|not closed/],
  ])('%j has a fault with its place', (query, start, message) => {
    const answer = parseQuery(query);
    expect(answer.ok).toBe(false);
    if (answer.ok) return;
    expect(answer.fault.message).toMatch(message);
    if (start < 200) expect(answer.fault.start).toBe(start);
  });

  it('never throws, whatever was typed, and faults lie in the text', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom('(', ')', '"', 'AND', 'OR', 'NOT', ' ', 'a:', ':', '/', '>=', '*', 'b'),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(typed, (query) => {
        const answer = parseQuery(query);
        if (answer.ok) return;
        expect(answer.fault.start).toBeGreaterThanOrEqual(0);
        expect(answer.fault.end).toBeLessThanOrEqual(query.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads back what the printer writes', () => {
    fc.assert(
      fc.property(randomQuery, (query) => {
        expect(parsed(printQuery(query))).toEqual(query);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads back what it wrote of any text that can be read', () => {
    const piece = fc.constantFrom(
      ...['f:', 'x:', 'Image:', 'time:', 'level:', '"":', '"a b":', 'HKLM:', 'beef:', 'fe80:0:'],
      ...[
        ':',
        '::1',
        ':x',
        '\\foo',
        '/',
        '/a/',
        '//x',
        '"/x"',
        '":x"',
        '/i',
        '!=',
        '>=5',
        '[1 TO 2]',
      ],
      ...[' ', ' ', '(', ')', ',', '-', '*', '?', ' AND ', ' OR ', ' NOT ', 'a', 'b', 'last', '7d'],
      ...['[', ']', '{', ' TO ', '"', '1', '2026-01', 'high', '.', '@'],
    );
    const typed = fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(typed, (query) => {
        const answer = parseQuery(query);
        if (answer.ok) expect(parsed(printQuery(answer.query))).toEqual(answer.query);
      }),
      { numRuns: 20_000 },
    );
  });

  it('takes any value literally when it is printed as a literal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'binary' })), (value) => {
        if (value === '') return;
        expect(parsed(`Image:${printLiteral(value)}`)).toEqual(field('Image', value));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['a:/x ', 'and'],
    ['a:/x/y OR ', 'or'],
    ['EventID:1 OR ', 'or'],
    ['[a "b" ', 'and'],
  ])('reads a query of a megabyte of %j, gone through once', (piece, kind) => {
    const whole = piece.repeat(Math.floor(MOST_QUERY / piece.length) - 1);
    expect(parsed(`${whole}end`).kind).toBe(kind);
  });

  it('says of a longer one where it is too long', () => {
    const values = (count: number): string => `EventID:(${'1,'.repeat(count)}1)`;
    expect(parseQuery(values(MOST_QUERY / 4)).ok).toBe(true);
    const { length } = values(MOST_QUERY);
    expect(parseQuery(values(MOST_QUERY))).toMatchObject({
      ok: false,
      fault: { start: MOST_QUERY, end: length, message: expect.stringContaining('1,048,576') },
    });
  });
});
