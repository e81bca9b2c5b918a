/** JSON as programs write it: one document, or one object a line. */
import { errorText } from '@shared/model/errors';
import { linesOf } from './text-lines';

export interface JsonText {
  /** Undefined where nothing of it is JSON. */
  readonly document: unknown;
  /** Of one object a line: the number of the line of each entry of the document, from 1; null for one document. */
  readonly lines: readonly number[] | null;
  /** What is written as JSON and is none. */
  readonly broken: readonly {
    readonly place: string;
    readonly text: string;
    readonly reason: string;
  }[];
}

/** A name and its value, or objects in a row: nobody lists values so. */
const LOOKS_LIKE_JSON = /^\s*(?:\[\s*)?\{\s*(?:"[^"\n]*"|'[^'\n]*')\s*:/;

/** Null where it looks like no JSON at all. */
export function jsonText(text: string): JsonText | null {
  if (!/^\s*[[{]/.test(text)) return null;
  const whole = parsed(text);
  if (whole.ok) return { document: whole.value, lines: null, broken: [] };
  return (
    jsonLines(text) ??
    (LOOKS_LIKE_JSON.test(text)
      ? { document: undefined, lines: null, broken: [noJson('', text, whole.reason)] }
      : null)
  );
}

/** Null where less than half of the lines are objects. */
function jsonLines(text: string): JsonText | null {
  const entries: unknown[] = [];
  const lines: number[] = [];
  const broken: JsonText['broken'][number][] = [];
  for (const [at, line] of linesOf(text).entries()) {
    if (line.trim() === '') continue;
    const read = /^\s*[[{]/.test(line) ? parsed(line) : { ok: false as const, reason: '' };
    if (read.ok) {
      entries.push(read.value);
      lines.push(at + 1);
    } else broken.push(noJson(`line ${at + 1}`, line.trim(), read.reason));
  }
  const isObjects = entries.some((entry) => !Array.isArray(entry));
  return isObjects && entries.length >= broken.length ? { document: entries, lines, broken } : null;
}

const noJson = (place: string, text: string, why: string) => ({
  ...{ place, text: text.slice(0, 200) },
  reason: `it is no JSON${why === '' ? '' : ` (${why.slice(0, 120)})`}: mend it, or read the text as a plain list`,
});

type Parsed =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

function parsed(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, reason: errorText(error) };
  }
}
