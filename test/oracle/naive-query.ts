/** The query language straight from its definition (shared/query/ast.ts), over one event at a time. */
import type { FieldValue, Recovery } from '@shared/model/event';
import { foldCase } from '@shared/model/fold-case';
import type { FileTime } from '@shared/model/file-time';
import { formatFileTime, parseIsoTime } from '@shared/model/time-text';
import { compileLinearRegex } from '@shared/model/linear-regex';
import type { Comparison, FieldTest, Pattern, Query } from '@shared/query/ast';
import { isCaseField } from '@shared/query/case-fields';
import { fieldsMeant } from '@shared/query/friendly-fields';

export interface NaiveEvent {
  readonly fileName: string;
  readonly time: FileTime | null;
  readonly recovery: Recovery;
  readonly caseEnd: FileTime | null;
  readonly fields: ReadonlyMap<string, FieldValue>;
}

export function matchesQuery(query: Query, event: NaiveEvent): boolean {
  switch (query.kind) {
    case 'all':
      return true;
    case 'and':
      return query.parts.every((part) => matchesQuery(part, event));
    case 'or':
      return query.parts.some((part) => matchesQuery(part, event));
    case 'not':
      return !matchesQuery(query.part, event);
    case 'text':
      return [...event.fields.values()].flatMap(textsOf).some((text) => has(query.pattern, text));
    case 'field':
      return matchesField(query.field, query.test, event);
  }
}

const textsOf = (value: FieldValue): string[] => {
  if (value === null) return [];
  return typeof value === 'string' ? [value] : value.filter((one) => one !== null);
};

const recoveredWords = (recovery: Recovery): string[] =>
  recovery === 'live' ? ['false'] : ['true', recovery];

function matchesField(typed: string, test: FieldTest, event: NaiveEvent): boolean {
  const names = fieldsMeant(typed);
  if (names.includes('file') && passes(test, event.fileName)) return true;
  if (
    names.includes('recovered') &&
    recoveredWords(event.recovery).some((one) => passes(test, one))
  )
    return true;
  if (names.includes('time') && ['exists', 'compare', 'range', 'last'].includes(test.kind))
    return matchesTime(test, event);
  if (names.includes('time') && test.kind === 'pattern' && event.time !== null) {
    if (is([...test.pattern, { kind: 'star' }], formatFileTime(event.time))) return true;
  }
  // Whether the case tells something; of those below nothing was found.
  if (test.kind === 'exists' && isCaseField(typed)) return false;
  const values = [...event.fields]
    .filter(([other]) => names.includes(other.toLowerCase()))
    .map(([, value]) => value);
  if (test.kind === 'exists') return values.length > 0;
  const written = typed.toLowerCase() === 'user' ? accounts : (text: string) => [text];
  return values.flatMap(textsOf).some((text) => written(text).some((one) => passes(test, one)));
}

/** `DOMAIN\user`, `user@domain` and `user` are one account. */
function accounts(text: string): string[] {
  const bare = text.split('\\').at(-1) ?? '';
  const local = bare.includes('@', 1) ? [bare.slice(0, bare.indexOf('@'))] : [];
  return [text, bare, ...local.filter((one) => one !== '')];
}

const SPAN_TICKS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 7 * 86_400 } as const;

function matchesTime(test: FieldTest, event: NaiveEvent): boolean {
  const { time, caseEnd } = event;
  if (test.kind === 'exists') return time !== null;
  if (test.kind === 'range')
    return test.ends.every((end) => matchesTime({ kind: 'compare', ...end }, event));
  if (test.kind === 'last') {
    const ticks = test.amount * SPAN_TICKS[test.unit] * 1e7;
    return time !== null && caseEnd !== null && time + BigInt(ticks) >= caseEnd;
  }
  const year = test.kind === 'compare' && /^\d{4}$/.test(test.value) ? '-01-01' : '';
  const wanted = test.kind === 'compare' ? parseIsoTime(test.value + year) : null;
  return (
    test.kind === 'compare' &&
    wanted !== null &&
    time !== null &&
    compares(time, test.comparison, wanted)
  );
}

function passes(test: FieldTest, text: string): boolean {
  switch (test.kind) {
    case 'exists':
      return true;
    case 'pattern':
      return is(test.pattern, text);
    case 'regex': {
      const compiled = compileLinearRegex(test.source);
      return compiled.ok && compiled.regex.find(text) !== null;
    }
    case 'compare':
      return comparesText(test.comparison, test.value, text);
    case 'range':
      return test.ends.every(({ comparison, value }) => comparesText(comparison, value, text));
    case 'number':
      return NUMBER.test(text) && Number(exact(text)) === Number(exact(test.text));
    case 'last':
      return false;
  }
}

const NUMBER = /^(-?\d+(\.\d+)?|0x[\da-f]+)$/i;

function comparesText(comparison: Comparison, value: string, text: string): boolean {
  if (NUMBER.test(value))
    return NUMBER.test(text) && compares(exact(text), comparison, exact(value));
  const [left, right] = [parseIsoTime(text), parseIsoTime(value)];
  return left !== null && right !== null && compares(left, comparison, right);
}

const exact = (text: string): number | bigint => (text.includes('.') ? Number(text) : BigInt(text));

function compares(left: number | bigint, comparison: Comparison, right: number | bigint): boolean {
  if (comparison === '>') return left > right;
  if (comparison === '<') return left < right;
  return comparison === '>=' ? left >= right : left <= right;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The pattern as a regular expression over folded text; `?` is one code point. */
const expression = (pattern: Pattern): string =>
  pattern
    .map((part) =>
      part.kind === 'text' ? escape(foldCase(part.text)) : part.kind === 'star' ? '[^]*' : '[^]',
    )
    .join('');

const is = (pattern: Pattern, text: string): boolean =>
  new RegExp(`^(?:${expression(pattern)})$`, 'u').test(foldCase(text));
const has = (pattern: Pattern, text: string): boolean =>
  new RegExp(expression(pattern), 'u').test(foldCase(text));
