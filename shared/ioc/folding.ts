/**
 * Foldings under which texts are compared with indicators (domain.md, Indicators). Each keeps, for every
 * character of the folded text, its position in the original, so that a hit's span can be shown.
 */
import { foldCase } from '@shared/model/fold-case';

export interface Folded {
  readonly text: string;
  /** Position in the original of each folded character; null where both are the same. */
  readonly origins: readonly number[] | null;
  readonly originalLength: number;
}

export type FoldingName = 'case' | 'path' | 'registry' | 'commandLine';

/**
 * What a text is looked at as: under a folding; as a path with separators alike and nothing renamed; as a path whose
 * drives are all one; as the path of a pipe.
 */
export type ViewName = FoldingName | 'slashes' | 'anyDrive' | 'pipe';

/** Stands for a drive or volume whose letter the log does not tell. */
export const ANY_DRIVE = '\u0001';
/** What every path of a pipe begins with in that view. */
export const PIPE_PATH = 'pipe\\';

/** Position in the original of a folded position (the end included). */
export function originOf(folded: Folded, position: number): number {
  if (folded.origins === null) return position;
  return folded.origins[position] ?? folded.originalLength;
}

// oxlint-disable-next-line no-control-regex -- every ASCII character is meant
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

/** Code point by code point, because a context-sensitive folding would depend on where the needle lies. */
function foldLetters(text: string): Folded {
  if (isAscii(text)) return { text: foldCase(text), origins: null, originalLength: text.length };
  let folded = '';
  const origins: number[] = [];
  let at = 0;
  for (const character of text) {
    const lower = foldCase(character);
    for (let unit = 0; unit < lower.length; unit++) origins.push(at);
    folded += lower;
    at += character.length;
  }
  return { text: folded, origins, originalLength: text.length };
}

interface Rewrite {
  readonly pattern: RegExp;
  readonly by: string;
  /** In place of `pattern` where `?` and `*` are a wildcard's. */
  readonly inWildcard?: RegExp;
}

/** Replaces what a pattern finds, keeping origins: the replacement stands where the match began. */
function rewrite(folded: Folded, { pattern, by }: Rewrite): Folded {
  let text = '';
  const origins: number[] = [];
  let copied = 0;
  const copyUntil = (end: number): void => {
    text += folded.text.slice(copied, end);
    for (let at = copied; at < end; at++) origins.push(originOf(folded, at));
  };
  for (const match of folded.text.matchAll(pattern)) {
    copyUntil(match.index);
    text += by;
    for (let unit = 0; unit < by.length; unit++) origins.push(originOf(folded, match.index));
    copied = match.index + match[0].length;
  }
  if (copied === 0) return folded;
  copyUntil(folded.text.length);
  return { text, origins, originalLength: folded.originalLength };
}

const SLASHES: Rewrite[] = [
  { pattern: /\//g, by: '\\' },
  { pattern: /\\{2,}/g, by: '\\' },
];

const PATHS: Rewrite[] = [
  ...SLASHES,
  { pattern: /\\\?\?\\/g, by: '', inWildcard: /^\\\?\?\\(?=[a-z]:)/g },
  { pattern: /\\\?\\(?=[a-z]:)/g, by: '', inWildcard: /^\\\?\\(?=[a-z]:)/g },
  {
    ...{ pattern: /\\device\\harddiskvolume\d+/g, by: `${ANY_DRIVE}:` },
    inWildcard: /\\device\\harddiskvolume[\d*?]+/g,
  },
];

/** A letter that no name ends in. */
const DRIVE = /(?<![\p{L}\p{N}_.-])[a-z]:/gu;
/** Of this host or another, or the system's own name for it. */
const BEFORE_PIPE = /^(?:\\(?:[^\\]+\\)?)?(?:named)?pipe\\/g;

/** What PowerShell writes before a key. */
const PROVIDER = /(?<![\p{L}\p{N}_])(?:microsoft\.powershell\.core\\)?registry::(?=hk)/gu;

/**
 * Roots of the registry by their short names. The kernel, the registry's own tools and PowerShell each have a way: all
 * are met by each other, `\REGISTRY\MACHINE`, `HKEY_LOCAL_MACHINE`, `HKLM:` and either with a provider in front.
 */
const KEYS: Rewrite[] = [
  ...SLASHES,
  { pattern: /\\registry\\machine(?![^\\])/g, by: 'hklm' },
  { pattern: /\\registry\\user(?![^\\])/g, by: 'hku' },
  { pattern: /hkey_local_machine/g, by: 'hklm' },
  { pattern: /hkey_current_user/g, by: 'hkcu' },
  { pattern: /hkey_classes_root/g, by: 'hkcr' },
  { pattern: /hkey_current_config/g, by: 'hkcc' },
  { pattern: /hkey_users/g, by: 'hku' },
  { pattern: PROVIDER, by: '' },
  // A drive of PowerShell's: what stands behind its colon need not begin with a backslash.
  { pattern: /(?<=hk(?:lm|cu|cr|cc|u)):\\?/g, by: '\\' },
];

/** On lower-case text. */
const REWRITES: Readonly<Record<ViewName, readonly Rewrite[]>> = {
  case: [],
  slashes: SLASHES,
  path: PATHS,
  anyDrive: [...PATHS, { pattern: DRIVE, by: `${ANY_DRIVE}:` }],
  pipe: [
    ...PATHS,
    {
      ...{ pattern: BEFORE_PIPE, by: PIPE_PATH },
      inWildcard: /^\*?(?:\\(?:[^\\]+\\)?)?(?:named)?pipe\\/g,
    },
  ],
  registry: KEYS,
  commandLine: [
    { pattern: /["']+/g, by: '' },
    { pattern: /\s+/g, by: ' ' },
  ],
};

/** A wildcard pattern folded the same way. */
export function foldPattern(pattern: string, view: ViewName): string {
  const rewrites = REWRITES[view].map((one) => ({
    ...{ pattern: one.inWildcard ?? one.pattern, by: one.by },
  }));
  return rewrites.reduce(rewrite, foldLetters(pattern)).text;
}

/** The folded text alone. */
export const foldText = (text: string, view: ViewName): string =>
  REWRITES[view].reduce(
    (folded, { pattern, by }) => folded.replaceAll(pattern, by),
    foldCase(text),
  );

export function fold(text: string, view: ViewName): Folded {
  return REWRITES[view].reduce(rewrite, foldLetters(text));
}
