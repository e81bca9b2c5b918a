/** A predicate as a function over one text of its field (sigma.md 1.3–1.5). */
import { requiredTexts } from '@shared/text/regex-literal';
import { compileSearch, type Watch } from '@shared/text/regex-search';
import { networkHas, parseIp, parseNetwork } from '@shared/model/ip-address';
import { compileGlob } from './glob';
import type { Comparison, Predicate, ReferenceMode } from './predicate';
import { timePartOf } from './time-part';

/** Predicates that one text decides. */
export type TextPredicate = Extract<
  Predicate,
  { kind: 'glob' | 'regex' | 'cidr' | 'number' | 'timePart' }
>;

/** Takes a text as logged and as `foldCase` leaves it; null where the watch ended it. */
export type TextTest = (text: string, folded: string, watch: Watch) => boolean | null;

export function textTestOf(predicate: TextPredicate): TextTest {
  switch (predicate.kind) {
    case 'glob': {
      const test = compileGlob(predicate.tokens, predicate.cased);
      return predicate.cased ? test : (_, folded) => test(folded);
    }
    case 'regex':
      return regexTest(predicate.source, predicate.flags);
    case 'cidr':
      return networkTest(predicate.network);
    case 'number': {
      const bound = numberOf(predicate.bound) ?? 0;
      return (text) => compares(numberOf(text), predicate.comparison, bound);
    }
    case 'timePart':
      return (text) =>
        compares(timePartOf(text, predicate.part), predicate.comparison, predicate.bound);
  }
}

/** Most texts lack something that every match holds; looking for that is cheap. */
function regexTest(source: string, flags: string): TextTest {
  const search = compileSearch(source, flags);
  const required = requiredTexts(source, flags);
  return (text, folded, watch) =>
    required.every((one) => folded.includes(one)) && search(text, watch);
}

function networkTest(written: string): TextTest {
  const network = parseNetwork(written);
  if (network === null) throw new RangeError(`${written} was compiled and is no network`);
  return (text) => {
    const address = parseIp(text);
    return address !== null && networkHas(network, address);
  };
}

/** Longer whole numbers are not exact as a JavaScript number. */
const MOST_EXACT_CHARACTERS = 15;

/** Decimal or `0x` text as a number; null for anything else. */
function numberOf(text: string): number | bigint | null {
  const trimmed = text.trim();
  if (/^([+-]?\d+|0x[\da-f]+)$/i.test(trimmed))
    return trimmed.length > MOST_EXACT_CHARACTERS ? BigInt(trimmed) : Number(trimmed);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : null;
}

/** JavaScript orders a number and a bigint by what they are; parts of a time, which may be equal, are numbers. */
function compares(
  value: number | bigint | null,
  comparison: Comparison,
  bound: number | bigint,
): boolean {
  if (value === null) return false;
  switch (comparison) {
    case 'lt':
      return value < bound;
    case 'lte':
      return value <= bound;
    case 'gt':
      return value > bound;
    case 'gte':
      return value >= bound;
    case 'eq':
      return value === bound;
  }
}

/** How a text stands to that of another field; both folded unless letter case counts. */
export function relates(text: string, other: string, mode: ReferenceMode): boolean {
  switch (mode) {
    case 'equals':
      return text === other;
    case 'contains':
      return text.includes(other);
    case 'startswith':
      return text.startsWith(other);
    case 'endswith':
      return text.endsWith(other);
  }
}
