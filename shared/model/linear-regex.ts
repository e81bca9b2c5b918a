/**
 * Regular expressions of indicators and searches, on an engine whose time is linear in the text: a pattern
 * from a threat report must not be able to hang a hunt.
 */
import { RE2JS } from 're2js';

export interface LinearRegex {
  /** Whether it is anywhere in a text. */
  test(text: string): boolean;
  find(text: string): { readonly start: number; readonly end: number } | null;
}

/** A case-ignoring searching expression, or why there is none. */
export function compileLinearRegex(
  source: string,
):
  | { readonly ok: true; readonly regex: LinearRegex }
  | { readonly ok: false; readonly reason: string } {
  try {
    const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
    return { ok: true, regex: regexOf(compiled) };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

/** What RE2 refuses that other engines take, by its own word: it alone knows what is an escape or stands in a class. */
function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : 'not a regular expression';
  if (/: `\(\?<?[=!]/.test(said)) return 'look-ahead and look-behind are not supported';
  if (/invalid escape sequence: `\\[1-9]/.test(said)) return 'back-references are not supported';
  // The switch that makes it ignore letter case is none of what was typed.
  return said.replace('`(?i)', '`');
}

const regexOf = (compiled: RE2JS): LinearRegex => ({
  test: (text) => compiled.test(text),
  find: (text) => findIn(compiled, text),
});

function findIn(compiled: RE2JS, text: string): { start: number; end: number } | null {
  // `test` is many times faster than a matcher and answers "no" nearly always.
  if (!compiled.test(text)) return null;
  const matcher = compiled.matcher(text);
  return matcher.find() ? { start: matcher.start(), end: matcher.end() } : null;
}
