/**
 * Foldings under which texts are compared with indicators (domain.md, Indicators). Each keeps, for every
 * character of the folded text, its position in the original, so that a hit's span can be shown.
 */
import { foldCase } from '@shared/model/fold-case';
import { KERNEL_NAMES, ROOT_NAMES, SHORT_ROOTS } from './registry-roots';

export interface Folded {
  readonly text: string;
  /** Position in the original of each folded character; null where both are the same. */
  readonly origins: readonly number[] | null;
  readonly originalLength: number;
}

export type FoldingName = 'case' | 'path' | 'registry' | 'commandLine';

/**
 * What a text is looked at as: under a folding; as a path with separators alike and nothing renamed; as a path whose
 * drives are all one; as the path of a pipe; as a key in any control set; as one in the hive of any user as well.
 */
export type ViewName = FoldingName | 'slashes' | 'anyDrive' | 'pipe' | 'anyControlSet' | 'anyHive';

/** Stands for a drive or volume whose letter the log does not tell. */
export const ANY_DRIVE = '\u0001';
/** Stands for the hive of a user, whoever it is, and for the hive of a user's classes, which logs name apart. */
export const ANY_HIVE = '\u0002';
export const ANY_CLASSES = '\u0003';
/** Stands for the control set in use: the kernel writes its number, `ControlSet001`. */
export const ANY_CONTROL_SET = '\u0004';
/** A text that has one of these signs of its own means none of them. */
export const OWN_SIGNS: { readonly pattern: RegExp; readonly by: string } = {
  pattern: new RegExp(`[${ANY_HIVE}${ANY_CLASSES}${ANY_CONTROL_SET}]`, 'g'),
  by: '\u0000',
};
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

/** Roots of the registry by their short names, all of which are met by each other, with a provider in front or without. */
const KEYS: Rewrite[] = [
  ...SLASHES,
  ...KERNEL_NAMES.map(([by, kernel]) => ({
    ...{ pattern: new RegExp(`${kernel.replaceAll('\\', '\\\\')}(?![^\\\\])`, 'g'), by },
  })),
  ...ROOT_NAMES.map(([by, long]) => ({ pattern: new RegExp(long, 'g'), by })),
  { pattern: PROVIDER, by: '' },
  // A drive of PowerShell's: what stands behind its colon need not begin with a backslash.
  { pattern: new RegExp(String.raw`(?<=${SHORT_ROOTS}):\\?`, 'g'), by: '\\' },
];

/** The root that means the hive of whoever is logged on. */
export const OWN_HIVE = /(?<![\p{L}\p{N}_])hkcu(?![\p{L}\p{N}_-])/gu;
export const CONTROL_SET_IN_USE = /(?<![^\\])currentcontrolset(?![^\\])/g;
const USER_HIVE = String.raw`(?<![\p{L}\p{N}_])hku\\s-1(?:-\d+)+`;

const KEYS_IN_ANY_SET: Rewrite[] = [
  ...KEYS,
  OWN_SIGNS,
  { pattern: /(?<![^\\])(?:controlset\d{3}|currentcontrolset)(?![^\\])/g, by: ANY_CONTROL_SET },
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
  anyControlSet: KEYS_IN_ANY_SET,
  anyHive: [
    ...KEYS_IN_ANY_SET,
    {
      pattern: new RegExp(String.raw`${USER_HIVE}_classes(?![\p{L}\p{N}_-])`, 'gu'),
      by: ANY_CLASSES,
    },
    { pattern: new RegExp(String.raw`${USER_HIVE}(?![\p{L}\p{N}_-])`, 'gu'), by: ANY_HIVE },
    { pattern: OWN_HIVE, by: ANY_HIVE },
  ],
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
