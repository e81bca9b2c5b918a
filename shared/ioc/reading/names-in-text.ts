/**
 * Names of files and hosts in running text, in any script. A name is taken whole or not at all: what is left of it at
 * a letter or sign nobody thought of names something else.
 */
import { FILE_NAME } from '../guess-type';
import { BEGINS_AMID, LETTER, NAME_ENDS } from './letters';

/** Sentences end in these. */
const ENDING = '.,;:!?)]}\'"*>’”»…';
const OPENINGS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Without the end of the sentence; a bracket that was opened in it is its own. */
export function withoutEnding(text: string): string {
  let end = text.length;
  for (; end > 0; end--) {
    const last = text[end - 1] ?? '';
    if (!ENDING.includes(last)) break;
    const opening = OPENINGS[last];
    if (opening !== undefined && isPaired(text.slice(0, end), opening, last)) break;
  }
  return text.slice(0, end);
}

const isPaired = (text: string, opening: string, closing: string): boolean =>
  text.split(opening).length >= text.split(closing).length;

export interface NameInText {
  readonly start: number;
  readonly value: string;
  /** Why it may not be the whole of it; null where it is. */
  readonly doubt: string | null;
}

/** What stands in quotation marks is one of the groups. */
const QUOTED =
  /"([^"\n]{1,250})"|“([^”“\n]{1,250})[”“]|„([^“”\n]{1,250})[“”]|«([^»\n]{1,250})»|`([^`\n]{1,250})`|‘([^’\n]{1,250})’|(?<![\p{L}\p{N}])'([^'\n]{1,250})'(?![\p{L}\p{N}])/gu;
/** A sentence may end in the name of a file, too. */
const MOST_WORDS = 8;

/** `"Invoice No 7.docm"`: what stands in quotation marks is one name. */
export function quotedNames(line: string): NameInText[] {
  return quotedIn(line)
    .filter(({ value }) => isNameWithBlanks(value))
    .map((quoted) => ({ ...quoted, doubt: null }));
}

/** What stands in quotation marks, without them. */
export const quotedIn = (line: string): Pick<NameInText, 'start' | 'value'>[] =>
  [...line.matchAll(QUOTED)].flatMap(({ index, 0: whole, ...groups }) => {
    const value = Object.values(groups).find((one) => typeof one === 'string' && one !== '');
    return typeof value === 'string' ? [{ start: index + whole.indexOf(value), value }] : [];
  });

/** `a b.exe`, or without a blank: it ends as a file does. */
export const isFileName = (text: string): boolean =>
  FILE_NAME.test(text.trim().replaceAll(/\s/g, '_'));

/** `a b.exe`: it ends as a file does, and no word before does. */
export function isNameWithBlanks(text: string): boolean {
  const words = text.split(/\s/);
  return (
    text === text.trim() &&
    words.length <= MOST_WORDS &&
    isFileName(text) &&
    !words.slice(0, -1).some((word) => FILE_NAME.test(word.replace(/[,;]$/, '')))
  );
}

const TOKEN = /[^\s"<>|*?\\/:;,=`“”„«»‘–—…→•·]{1,300}/gu;
/** Signs no name begins with; a bracket that closes again is the name's own. */
const BEFORE_NAME = /^(?:(?![_~$#%@!+&^(){}[\]-])[\p{P}\p{S}])+/u;
const UP_TO_ENDING = new RegExp(
  String.raw`^.+\.[a-z\d]{1,5}(?!${NAME_ENDS}|[-.][${LETTER}])`,
  'iu',
);

export function fileNames(line: string): NameInText[] {
  return [...line.matchAll(TOKEN)].flatMap(({ index, 0: token }) => {
    if (/[\\/]$/.test(line.slice(0, index)) || !token.includes('.')) return [];
    const name = fileName(token);
    return name === null ? [] : readingsOf(line, index + token.indexOf(name), name);
  });
}

function fileName(token: string): string | null {
  const bare = withoutBrackets(withoutEnding(token).replace(BEFORE_NAME, ''));
  if (FILE_NAME.test(bare)) return bare;
  const upTo = UP_TO_ENDING.exec(bare)?.[0] ?? '';
  return FILE_NAME.test(upTo) ? upTo : null;
}

/** Without a pair around all of it, or one that is never closed. */
function withoutBrackets(token: string): string {
  const closing = Object.keys(OPENINGS).find((one) => OPENINGS[one] === token[0]);
  if (closing === undefined) return token;
  const end = token.indexOf(closing);
  if (end < 0) return withoutBrackets(token.slice(1));
  return end === token.length - 1 ? withoutEnding(token.slice(1, -1)) : token;
}

const DOCUMENT = /\.(?:doc|xls|ppt|rtf|pdf|txt|zip|rar|7z|iso|img|lnk|one)[a-z]?$/i;
/** ` Rechnung ` before `März.docx`. */
const WORDS_BEFORE = /(?:^|\s)((?:[\p{Lu}\p{N}][^\s"<>|*?\\/:;,=`.()]{0,40} ){1,4})$/u;

function readingsOf(line: string, start: number, value: string): NameInText[] {
  const amid = BEGINS_AMID.exec(value)?.[2];
  if (amid !== undefined && FILE_NAME.test(amid)) {
    const doubt = 'no blank tells where its name begins';
    return [
      { start, value, doubt },
      { start: start + value.length - amid.length, value: amid, doubt },
    ];
  }
  const before = DOCUMENT.test(value) ? WORDS_BEFORE.exec(line.slice(0, start))?.[1] : undefined;
  if (before === undefined) return [{ start, value, doubt: null }];
  const doubt = 'the words before it may belong to its name';
  return [
    { start: start - before.length, value: before + value, doubt },
    { start, value, doubt },
  ];
}
