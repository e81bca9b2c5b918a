/** Whole-value match of a token pattern, in time linear in the text for each star (no backtracking blow-up). */
import { foldCase } from '@shared/model/fold-case';
import { DASHES, joinTokens, type Token } from './string-tokens';

export type TextTest = (text: string) => boolean;

/** A test over texts folded like the pattern: folded ones unless `cased`. */
export function compileGlob(tokens: readonly Token[], cased: boolean): TextTest {
  const folded = cased ? tokens : tokens.map(foldToken);
  const pattern = joinTokens(folded);
  return simpleTest(pattern) ?? ((text) => matches(pattern, text));
}

const foldToken = (token: Token): Token =>
  token.kind === 'text' ? { kind: 'text', text: foldCase(token.text) } : token;

/** The shapes nearly all rules have: equal, starts, ends, contains. */
function simpleTest(pattern: readonly Token[]): TextTest | null {
  const kinds = pattern.map((token) => token.kind).join(' ');
  const text = pattern.find((token) => token.kind === 'text')?.text ?? '';
  switch (kinds) {
    case '':
      return (value) => value === '';
    case 'star':
      return () => true;
    case 'text':
      return (value) => value === text;
    case 'text star':
      return (value) => value.startsWith(text);
    case 'star text':
      return (value) => value.endsWith(text);
    case 'star text star':
      return (value) => value.includes(text);
    default:
      return null;
  }
}

/** Where a token that is no star ends when it starts at `at`; -1 where it does not match there. */
function step(token: Token, text: string, at: number): number {
  switch (token.kind) {
    case 'text':
      return text.startsWith(token.text, at) ? at + token.text.length : -1;
    case 'one': {
      const point = text.codePointAt(at);
      return point === undefined ? -1 : at + (point > 0xffff ? 2 : 1);
    }
    case 'dash':
      return at < text.length && DASHES.includes(text[at] ?? ' ') ? at + 1 : -1;
    case 'star':
      return -1;
  }
}

/** The classic two-pointer walk: on a mismatch, the last star takes one character more. */
function matches(pattern: readonly Token[], text: string): boolean {
  let at = 0;
  let token = 0;
  let starToken = -1;
  let starAt = 0;
  for (;;) {
    const current = pattern[token];
    if (current?.kind === 'star') {
      starToken = token++;
      starAt = at;
      continue;
    }
    const end = current === undefined ? (at === text.length ? at : -1) : step(current, text, at);
    if (end >= 0) {
      if (current === undefined) return true;
      at = end;
      token++;
    } else if (starToken >= 0 && starAt < text.length) {
      starAt++;
      at = starAt;
      token = starToken + 1;
    } else return false;
  }
}
