/** Regular expressions of rules (sigma.md 2, "Regexes"): PCRE-flavoured text compiled for JavaScript. */
import { RuleError } from './rule-error';

const FLAGS = new Set(['i', 'm', 's']);

/** Leading `(?ims)` groups become flags; JavaScript knows them only as flags. */
function splitFlags(source: string): { body: string; flags: Set<string> } {
  const flags = new Set<string>();
  let body = source;
  for (;;) {
    const group = /^\(\?([ims]+)(?:-([ims]+))?\)/.exec(body);
    if (group === null) return { body, flags };
    for (const flag of group[1] ?? '') flags.add(flag);
    for (const flag of group[2] ?? '') flags.delete(flag);
    body = body.slice(group[0].length);
  }
}

/** Escapes that JavaScript would silently take for the letter itself, by what they mean. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['A', '(?<![\\s\\S])'],
  ['z', '(?![\\s\\S])'],
  ['Z', '(?=\\n?(?![\\s\\S]))'],
  ['e', '\\x1b'],
  ['a', '\\x07'],
]);
const FOREIGN_ESCAPES = /^[hHpPRKGXCQE]$/;

/** `\x{41}`, as JavaScript writes it without the u flag. @throws RuleError */
function codeEscape(hex: string): string {
  const digits = hex.replace(/^0+(?=.)/, '');
  if (digits.length > 4)
    throw new RuleError(`regular expression: \\x{${hex}} is past what one character holds here`);
  return `\\u${digits.padStart(4, '0')}`;
}

/** Spellings JavaScript lacks, where it has the same thing under another name. @throws RuleError */
function translate(body: string): string {
  if (/\[(?:[^\]\\]|\\.)*\[:\^?\w+:\]/.test(body))
    throw new RuleError('regular expression: POSIX classes are not known');
  return body.replace(
    /\\x\{([\da-fA-F]+)\}|\\([\s\S])|\(\?P<(\w+)>|\(\?#[^)]*\)/g,
    (whole, code?: string, escaped?: string, group?: string) => {
      if (code !== undefined) return codeEscape(code);
      if (group !== undefined) return `(?<${group}>`;
      if (escaped === undefined) return '';
      if (FOREIGN_ESCAPES.test(escaped)) {
        throw new RuleError(`regular expression: \\${escaped} is not known here`);
      }
      return ESCAPES.get(escaped) ?? whole;
    },
  );
}

/**
 * A searching (unanchored) expression. `subFlags` come from the modifiers `i`, `m`, `s`.
 * @throws RuleError where JavaScript cannot compile it
 */
export function compileRegex(source: string, subFlags: ReadonlySet<string>): RegExp {
  const { body, flags } = splitFlags(source);
  for (const flag of subFlags) if (FLAGS.has(flag)) flags.add(flag);
  const translated = translate(body);
  try {
    // Not the u flag: real rules escape characters (`\"`, `\-`) that it forbids.
    return new RegExp(translated, [...flags].join(''));
  } catch (error) {
    throw new RuleError(
      `regular expression: ${error instanceof Error ? error.message : 'invalid'}`,
    );
  }
}
