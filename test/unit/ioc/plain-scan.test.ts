/** Hunting on random input, held to a plain scan of the same record. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventFields } from '@shared/model/event';
import { indicatorId } from '@shared/model/ids';
import type { SoughtIndicator, IndicatorType, MatchMode } from '@shared/model/indicator';
import { naiveHunt, naiveTexts, standsBetween } from '../../oracle/naive-hunt';
import { bytesOf, readAll } from '../ndjson/bytes';
import { hitsOf } from './hits-of';

const indicator = (
  type: IndicatorType,
  value: string,
  mode: MatchMode = 'literal',
): SoughtIndicator => ({
  ...{ id: indicatorId(1), type, value, mode, active: true },
});

const word = fc.string({ unit: fc.constantFrom('a', 'B', '.', ' ', '_', '-'), minLength: 1 });
const sought = fc
  .tuple(word, fc.constantFrom<MatchMode>('literal', 'substring'), fc.boolean())
  .filter(([value]) => value.trim() === value)
  .map(([value, mode, active]) => ({ ...indicator('text', value, mode), active }));
const indicatorList = fc
  .array(sought, { maxLength: 5 })
  .map((list) => list.map((one, at) => ({ ...one, id: indicatorId(at + 1) })));

function expectNaive(
  indicators: readonly SoughtIndicator[],
  event: EventFields,
  rawTexts: readonly string[],
): void {
  const hits = hitsOf(indicators, event, rawTexts);
  const found = hits.map(({ indicatorId: id, matches }): [number, string[]] => [
    id,
    matches.map(({ field }) => field),
  ]);
  expect(new Map(found)).toEqual(naiveHunt(indicators, event, rawTexts));
  expect(found).toHaveLength(new Set(found.map(([id]) => id)).size);
}

test('hits equal a plain scan of fields and raw texts', () => {
  const value = fc.oneof(word, fc.constant(null), fc.array(fc.oneof(word, fc.constant(null))));
  fc.assert(
    fc.property(indicatorList, fc.array(value), fc.array(word), (indicators, values, rawTexts) => {
      const event = { names: values.map((_, at) => `F${at}`), values };
      expectNaive(indicators, event, rawTexts);
    }),
    { numRuns: 500 },
  );
});

test('hunting a JSON line finds what a plain scan of the line finds', () => {
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      ...[word, fc.integer(), fc.boolean(), fc.constant(null)],
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(word, tie('value'), { maxKeys: 4 }),
    ),
  }));
  const record = fc.dictionary(word, json.value, { minKeys: 1, maxKeys: 5 });
  fc.assert(
    fc.property(indicatorList, record, (indicators, object) => {
      const line = JSON.stringify(object);
      const { events } = readAll(bytesOf(line));
      const [event] = events;
      if (event === undefined) return;
      const hits = hitsOf(indicators, event, event.rawTexts());
      const plain = naiveHunt(indicators, { names: [], values: [] }, naiveTexts(object));
      expect(new Set(hits.map(({ indicatorId: id }) => id as number))).toEqual(
        new Set(plain.keys()),
      );
    }),
    { numRuns: 300 },
  );
});

/** Texts run together from pieces that look like what is sought. */
const textOf = (...pieces: readonly string[]) =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));

const matches = (sought: SoughtIndicator, event: EventFields): boolean =>
  hitsOf([sought], event).length > 0;

test.each<readonly [IndicatorType, string, RegExp, RegExp, readonly string[]]>([
  [
    'ip',
    '10.1.1.1',
    /[a-z\d.]/,
    /^([a-z\d]|\.\d)/,
    ['10.1.1.1', '1', '.', ' ', 'x', '-', '_', ','],
  ],
  [
    'domain',
    'evil.com',
    /[\w-]/,
    /^([\w-]|\.[\w-])/,
    ['evil.com', 'a', '.', 'EVIL', '-', '/', ' '],
  ],
  ['filename', 'a.exe', /[\w.-]/, /^([\w-]|\.[\w-])/, ['a.exe', 'A', '.exe', '\\', '-', ' ', '.']],
  [
    'md5',
    'ab'.repeat(16),
    /[a-z\d]/i,
    /^[a-z\d]/i,
    ['ab'.repeat(16), 'MD5=', 'AB'.repeat(16), '_', 'f', ' '],
  ],
])('%s %s is met where it stands bounded', (type, value, before, behind, pieces) => {
  fc.assert(
    fc.property(textOf(...pieces), (text) => {
      expect(matches(indicator(type, value), { names: ['F'], values: [text] })).toBe(
        standsBetween(text, value, before, behind),
      );
    }),
    { numRuns: 500 },
  );
});

test('an account is met where its two fields say both', () => {
  const name = fc.constantFrom('bob', 'BOB', 'ann', '');
  const domain = fc.constantFrom('lab', 'LAB', 'corp', '');
  fc.assert(
    fc.property(name, domain, name, domain, fc.boolean(), (a, A, b, B, asMail) => {
      const event = {
        names: ['SubjectUserName', 'SubjectDomainName', 'TargetDomainName', 'TargetUserName'],
        values: [a, A, B, b],
      };
      const isBob = (user: string, of: string): boolean =>
        user.toLowerCase() === 'bob' && of.toLowerCase() === 'lab';
      const value = asMail ? 'bob@lab' : 'Lab\\Bob';
      expect(matches(indicator('username', value), event)).toBe(isBob(a, A) || isBob(b, B));
    }),
  );
});
