/** Patterns as a cluster is asked for them, compared with the matcher of the query language. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldCase } from '@shared/model/fold-case';
import type { Pattern } from '@shared/query/ast';
import { wholeMatcher } from '@shared/query/pattern';
import { foldedNameKey, unmarked } from '@electron/store/cluster/field-terms';
import { clausesIn } from '@electron/store/cluster/query/clause';
import {
  anywhere,
  byRuns,
  byTerms,
  isPlain,
  isTold,
  plainer,
} from '@electron/store/cluster/query/wildcards';

const LETTERS = ['a', 'B', '\\', '*', '?', '\u0000', '\u0001', 'ſ', 'K', '😀', '.'];
const text = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 6 });
const part = fc.oneof(
  fc.constant({ kind: 'star' } as const),
  fc.constant({ kind: 'one' } as const),
  text.filter((one) => one !== '').map((one) => ({ kind: 'text' as const, text: one })),
);
const pattern: fc.Arbitrary<Pattern> = fc.array(part, { maxLength: 4 });

/** What Lucene makes of a wildcard. */
function meantBy(wildcard: string): RegExp {
  let source = '';
  for (let at = 0; at < wildcard.length; at++) {
    const mark = wildcard[at] ?? '';
    const isEscaped = mark === '\\';
    const letter = isEscaped ? (wildcard[++at] ?? '') : mark;
    if (!isEscaped && mark === '*') source += '[^]*';
    else if (!isEscaped && mark === '?') source += '[^]';
    else source += letter.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  }
  return new RegExp(`^(?:${source})$`, 'u');
}

const wildcardOf = (clause: object, field: string): string => {
  const asked = clause as { wildcard: Record<string, { value: string }> };
  return asked.wildcard[field]?.value ?? '';
};

it('find what the pattern finds, by runs and by terms', () => {
  fc.assert(
    fc.property(pattern, text, fc.boolean(), (asked, value, isAnywhere) => {
      const whole = isAnywhere ? anywhere(asked) : asked;
      const name = isAnywhere ? null : 'Script';
      fc.pre(isTold(name, whole));
      const stored = `${foldedNameKey('Script')}\u0001${foldCase(value)}`;
      const expected = wholeMatcher(whole)(value);
      const lower = { name: name?.toLowerCase() ?? null, pattern: whole };
      expect(meantBy(wildcardOf(byRuns(lower, false), 'named')).test(unmarked(stored))).toBe(
        expected,
      );
      expect(meantBy(wildcardOf(byTerms(lower), 'terms')).test(stored)).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});

it('beyond what a node can be asked are told, and made plainer', () => {
  const long = { kind: 'text', text: 'x'.repeat(600) } as const;
  expect(isPlain([long])).toBe(false);
  expect(isPlain(plainer([long.text]))).toBe(true);
  expect(isPlain(Array.from({ length: 5 }, () => ({ kind: 'one' }) as const))).toBe(false);
  expect(isPlain([{ kind: 'text', text: 'cmd' }])).toBe(true);
});

it('are counted as a node counts them', () => {
  const asked = { name: null, pattern: anywhere([{ kind: 'text', text: 'cmd.exe' }]) };
  expect(clausesIn(byTerms(asked))).toBe(1);
  expect(clausesIn(byRuns(asked, false))).toBeGreaterThan(4);
  expect(clausesIn({ bool: { filter: [{ terms: { part: ['a', 'b'] } }, byTerms(asked)] } })).toBe(
    2,
  );
});
