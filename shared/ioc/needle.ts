/** A text sought inside folded texts, with what may stand beside it (domain.md: bounded, label edge). */
import type { Folded } from './folding';
import { originOf } from './folding';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What must not stand directly before and behind a match; null allows anything. */
export interface Edges {
  readonly before: RegExp | null;
  readonly behind: RegExp | null;
}

export const NO_EDGES: Edges = { before: null, behind: null };

const WORD = '[\\p{L}\\p{N}_]';
const LETTER = '[\\p{L}\\p{N}]';
const before = (characters: string): RegExp => new RegExp(`${characters}$`, 'u');
const behind = (pattern: string): RegExp => new RegExp(`^(?:${pattern})`, 'u');

const LABEL = '[\\p{L}\\p{N}_-]';
const NAME = '[\\p{L}\\p{N}_.-]';

/** A word of its own. */
const WORD_EDGES: Edges = { before: before(WORD), behind: behind(WORD) };
/** An underscore joins a hash to the name of a file, and is no part of it: `VirusShare_8782….bin`. */
export const HASH_EDGES: Edges = { before: before(LETTER), behind: behind(LETTER) };
/** Ends at a label: `evil.com` is in `a.evil.com`, not in `evil.com.br` or `notevil.com`. */
export const DOMAIN_EDGES: Edges = {
  before: before(LABEL),
  behind: behind(`${LABEL}|\\.${LABEL}`),
};
/** A host may go on with its domain, but does not begin inside one. */
export const HOST_EDGES: Edges = { before: before(NAME), behind: behind(LABEL) };
export const EMAIL_EDGES: Edges = {
  before: before('[\\p{L}\\p{N}_.%+-]'),
  behind: behind(`${LABEL}|\\.${LABEL}`),
};
export const USER_EDGES: Edges = { before: before(NAME), behind: behind(`${LABEL}|\\.${LABEL}`) };
export const SID_EDGES: Edges = { before: before(WORD), behind: behind('\\d|-\\d') };
/** A host's or file's name may not go on; a query or a deeper path may follow. */
export const URL_EDGES: Edges = { before: before(WORD), behind: behind(`${LABEL}|\\.${LABEL}`) };
/** Without its scheme a link begins with a domain: `evil.com/a` is in `https://x.evil.com/a`, not in `not-evil.com/a`. */
export const BARE_URL_EDGES: Edges = { before: DOMAIN_EDGES.before, behind: URL_EDGES.behind };
/** `a.exe` is not in `aa.exe`, `x-a.exe` or `a.exe.config`. */
export const FILE_EDGES: Edges = { before: before(NAME), behind: behind(`${LABEL}|\\.${LABEL}`) };

const STARTS_IN_WORD = new RegExp(`^${WORD}`, 'u');
const ENDS_IN_WORD = new RegExp(`${WORD}$`, 'u');

/** Edges are asked for only where the needle itself ends in a word character: `C:\Temp\` goes on. */
export function edgesFor(needle: string, edges: Edges = WORD_EDGES): Edges {
  return {
    before: STARTS_IN_WORD.test(needle) ? edges.before : null,
    behind: ENDS_IN_WORD.test(needle) ? edges.behind : null,
  };
}

/** The first place a needle stands with its edges free; the span is in the original text. */
export function findNeedle(folded: Folded, needle: string, edges: Edges): Span | null {
  if (needle === '') return null;
  for (let at = folded.text.indexOf(needle); at >= 0; at = folded.text.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    // Two units reach over a surrogate pair, and over a dot and what follows it.
    const clearBefore = !(edges.before?.test(folded.text.slice(Math.max(0, at - 2), at)) ?? false);
    const clearBehind = !(edges.behind?.test(folded.text.slice(end, end + 3)) ?? false);
    if (clearBefore && clearBehind) {
      return { start: originOf(folded, at), end: originOf(folded, end) };
    }
  }
  return null;
}
