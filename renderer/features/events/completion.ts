/** What may follow in a query that is being typed: names of fields, values of one. */
import { NAME } from '@shared/query/field-name';
import { printField, printValue } from '@shared/query/printer';

/** The part of the query in front of the cursor that is completed. */
export type Completed =
  | {
      readonly kind: 'field';
      readonly start: number;
      readonly typed: string;
      /** In quotation marks, where only names that need them may follow: it may be a text as well. */
      readonly isQuoted?: boolean;
    }
  | {
      readonly kind: 'value';
      readonly start: number;
      readonly field: string;
      readonly typed: string;
      /** Among several values in parentheses. */
      readonly isInSet?: boolean;
    }
  /** What is asked of the time of events: a form of the language, not a value (`timeForms`). */
  | { readonly kind: 'time'; readonly start: number; readonly typed: string };

/** A name at the end of a text, behind the begin, a blank, a parenthesis or a dash. */
const BEGUN_NAME = new RegExp(String.raw`(?:^|[\s(-])(${NAME})$`, 'u');
/** A field and what there is of its value, in quotation marks or not. */
const VALUE = new RegExp(
  String.raw`(?:^|[\s(-])(${NAME}|"[^"]+"):(?:"([^"]*)|([^\s"()*?/<>[{]*))$`,
  'u',
);

/** The event's own time and what is asked of it: a span of so long, a range that is not closed, or one word. */
const TIME = /(?:^|[\s(-])time:(last\s+\d*|[[{][^\]}"()]*|[^\s"()*?]*)$/i;

/** A field and the parenthesis that was opened behind it. */
const SET = new RegExp(String.raw`(?:^|[\s(-])(${NAME}|"[^"]+"):\(([^()]*)$`, 'u');
/** What there is of the last value in it. */
const LAST_VALUE = /(?:^|[\s,])(?:"([^"]*)|([^\s"()*?/<>[{,]*))$/;
const OPERATORS: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT']);

/** Null where nothing is completed: in a text between quotation marks, behind a word that is whole. */
export function completedAt(query: string, cursor: number): Completed | null {
  const before = query.slice(0, cursor);
  const time = TIME.exec(before)?.[1];
  if (time !== undefined) return { kind: 'time', start: cursor - time.length, typed: time };
  const value = VALUE.exec(before);
  if (value !== null) {
    const typed = value[2] ?? value[3] ?? '';
    const field = (value[1] ?? '').replaceAll('"', '');
    const start = cursor - typed.length - (value[2] === undefined ? 0 : 1);
    return { kind: 'value', start, field, typed };
  }
  const set = SET.exec(before);
  if (set !== null) return valueInSet(before, set);
  const isInQuotation = (before.match(/"/g) ?? []).length % 2 === 1;
  if (isInQuotation) return quotedName(before);
  const name = BEGUN_NAME.exec(before)?.[1];
  return name === undefined ? null : { kind: 'field', start: cursor - name.length, typed: name };
}

/** Null behind an operator and in what is no plain value. */
function valueInSet(before: string, [, name = '', inner = '']: RegExpExecArray): Completed | null {
  const [, quoted, bare] = LAST_VALUE.exec(inner) ?? [];
  const typed = quoted ?? bare;
  if (typed === undefined || OPERATORS.has(typed)) return null;
  const start = before.length - typed.length - (quoted === undefined ? 0 : 1);
  return { kind: 'value', start, field: name.replaceAll('"', ''), typed, isInSet: true };
}

/** Behind a begun quotation mark, a name with blanks may stand. */
function quotedName(before: string): Completed | null {
  const start = before.lastIndexOf('"');
  const typed = before.slice(start + 1);
  if (typed === '' || !/(^|[\s(-])$/.test(before.slice(0, start))) return null;
  return { kind: 'field', start, typed, isQuoted: true };
}

export interface CompletedQuery {
  readonly query: string;
  readonly cursor: number;
}

/** The query with what was chosen in the place of what was typed. */
export function complete(
  query: string,
  cursor: number,
  completed: Completed,
  chosen: string,
): CompletedQuery {
  const { start } = completed;
  const text = textOf(completed, chosen);
  const rest = query.slice(cursor).replace(TAKEN_ALONG[completed.kind], '');
  return { query: query.slice(0, start) + text + rest, cursor: start + text.length };
}

/** The rest of a quotation that was begun goes with it. A time may go on: its clock, an offset. */
const TAKEN_ALONG = { value: /^"?\s?/, field: /^"?:?/, time: /^$/ } as const;

function textOf(completed: Completed, chosen: string): string {
  switch (completed.kind) {
    case 'field':
      return `${printField(chosen)}:`;
    case 'value':
      return `${printValue(completed.field, chosen)}${completed.isInSet === true ? '' : ' '}`;
    case 'time':
      return chosen;
  }
}

const MOST_NAMES = 10;

/** Names that begin as typed, then those that hold it. */
export function namesFor(names: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase();
  const begins = (name: string): boolean => name.toLowerCase().startsWith(wanted);
  const holds = (name: string): boolean => name.toLowerCase().includes(wanted);
  const fitting = [
    ...names.filter(begins),
    ...names.filter((name) => !begins(name) && holds(name)),
  ];
  return fitting.slice(0, MOST_NAMES);
}
