/**
 * Paths of files and registry keys in running text. Names in them hold blanks, and no sign tells where one ends:
 * folders go on to the next backslash, a quoted path to its quotation mark, and where that leaves a doubt it is told.
 */

/** Sentences end in these. */
export const ENDING = /[.,;:!?)\]}'"*>`“”„«»‘’…]+$/;

export interface PathInText {
  readonly start: number;
  /** The ways it can be read: the longest first. */
  readonly readings: readonly { readonly value: string; readonly doubt: string | null }[];
}

const ROOTS = {
  registry:
    /(?:(?<![\w\\])\\REGISTRY\\(?:MACHINE|USER)|\b(?:HKLM|HKCU|HKCR|HKCC|HKU|HKEY_(?:LOCAL_MACHINE|CURRENT_USER|CLASSES_ROOT|CURRENT_CONFIG|USERS)):?)\\(?=[^\s"'<>|,;\\])/gi,
  filepath:
    /(?<![\w\\])(?:(?:\\\?\?\\|\\\\\?\\)?[a-z]:\\|\\Device\\HarddiskVolume\d+\\|%[\w()]{2,40}%\\|\\\\[\p{L}\p{M}\p{N}_.$-]{1,60}\\)(?=[^\s"'<>|,;:*?\\])/giu,
} as const;

/** Longer ones no system has. */
const MOST_LENGTH = 400;
const MOST_SEGMENT = 80;
/** Not in the names of files; keys may hold them, and no text tells that. */
const NOT_IN_NAMES = /["`“”„«»<>|,;:*?\\\t]/;

/** Words between two paths of a sentence; `Documents and Settings` is the folder that has one in its name. */
export const BETWEEN =
  /\s(?:and|or|to|from|into|in|then|with|by|via|is|was|are|which|that|using|on|at|as|for|will|has)\s/;
/** `HKLM\\a Global\\b`, `C:\\a HKLM\\b`: another begins. */
const OTHER_NAME = /\s(?:Global|Local|HK[A-Z]{1,2}|HKEY_\w+)$/i;
const KNOWN_NAMES = /Documents and Settings|Image File Execution Options/gi;

export function pathsIn(line: string, kind: keyof typeof ROOTS): PathInText[] {
  const found: PathInText[] = [];
  let from = 0;
  for (const { index: start, 0: root } of line.matchAll(ROOTS[kind])) {
    if (start < from) continue;
    const readings = readingsOf(
      line.slice(start, start + MOST_LENGTH),
      root,
      line[start - 1] ?? '',
    );
    from = start + (readings[0]?.value.length ?? 0);
    found.push({ start, readings: [...readings] });
  }
  return found;
}

/** @param text from the path's beginning on @param before the character before it */
function readingsOf(text: string, root: string, before: string): PathInText['readings'] {
  const quoted = quotedPath(text, before);
  if (quoted !== null) return [{ value: quoted, doubt: null }];
  const end = endOfFolders(text, root.length);
  const name = /^[^\s"'“”„«»‘’<>|,;:*?\\]*/.exec(text.slice(end))?.[0] ?? '';
  const value = (text.slice(0, end) + name).replace(ENDING, '').replace(/\\$/, '');
  if (value.length < end + name.length || ENDED.test(name)) return [{ value, doubt: null }];
  const rest = text.slice(end + name.length);
  const longer = GOES_ON.exec(rest)?.[0];
  if (longer !== undefined && !BETWEEN.test(`${longer.replace(/\S+$/, '')} `))
    return [
      { value: value + longer, doubt: 'a blank is in its name, or it ends before that' },
      { value, doubt: 'a blank follows: its name may go on' },
    ];
  const isCut = /^ [\p{Lu}\d(]/u.test(rest);
  return [{ value, doubt: isCut ? 'a blank follows: its name may go on' : null }];
}

/** The ending of a file's name. */
const ENDED = /\.[a-z\d]{1,5}$/i;
/** ` file.exe`, ` of January.docx`. */
const GOES_ON =
  /^(?: [^\s"'<>|,;:*?\\.]{1,40}){0,3} [^\s"'<>|,;:*?\\.]{1,40}\.[a-z][a-z\d]{1,4}(?!\w)/i;

/** By what opens a quotation, what closes it. */
export const CLOSING: Readonly<Record<string, string>> = {
  ...{ '"': '"', "'": "'", '`': '`', '“': '”', '„': '“', '‘': '’', '«': '»' },
};

function quotedPath(text: string, before: string): string | null {
  const closing = CLOSING[before];
  const end = closing === undefined ? -1 : text.indexOf(closing);
  if (end < 0) return null;
  const path = text.slice(0, end);
  const name = path.replace(/^[a-z]:/i, '').replaceAll('\\', '');
  return NOT_IN_NAMES.test(name) || /\s$/.test(path) ? null : path;
}

/** Where the last name begins: folders may hold blanks, since a backslash ends each. */
function endOfFolders(text: string, from: number): number {
  let end = from;
  for (;;) {
    const close = text.indexOf('\\', end);
    if (close <= end || close - end > MOST_SEGMENT) return end;
    const name = text.slice(end, close);
    if (NOT_IN_NAMES.test(name) || /['“”„«»‘’]|^\s|\s$/.test(name)) return end;
    if (BETWEEN.test(name.replace(KNOWN_NAMES, '')) || OTHER_NAME.test(name)) return end;
    // `a.exe D:\x` and `a.exe LAB\bob`: a file's name has ended before.
    if (/\.[a-z][a-z\d]{1,3}\s/i.test(name)) return end;
    end = close + 1;
  }
}
