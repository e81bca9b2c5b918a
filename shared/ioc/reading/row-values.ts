/** What a row says, of a table or as an object of JSON: some of its cells are values, the others facts about them. */
import type { IndicatorFacts, IndicatorType, MatchMode } from '@shared/model/indicator';
import type { ColumnRole } from '@shared/model/indicator-reading';
import { guessType } from '../guess-type';
import { isHash } from '../indicator-test';
import { refang } from '../refang';
import { activeOf, confidenceOf, severityOf, timeOf, tlpOf, typeNamed } from './facts';
import { isOtherHash } from './list-headings';
import { listedValues } from './list-lines';
import {
  isSure,
  isSureType,
  isValue,
  listedAs,
  type ListedValue,
  meantValues,
} from './listed-value';
import type { Meant, MeantValue } from './taken-value';
import { mispParts } from './misp-types';
import { plainValue } from './plain-value';
import type { FoundIndicator, ReadingBook } from './reading-book';
import { inNote, sureTextsIn, withAllTold } from './told-values';

/** The text in the cell of a role; empty where there is none. */
export type Cell = (role: ColumnRole) => string;

export interface GivenValue {
  readonly value: string;
  /** Null where its looks shall tell. */
  readonly type: IndicatorType | null;
  /** Why it may not be what its writer seeks. */
  readonly doubt?: string;
  /** What is told of it besides. */
  readonly remark?: string;
}

/** Cells that say that there is nothing. */
const EMPTY = /^(?:-*|n\/a|none|null)$/i;
export const saysNone = (text: string): boolean => EMPTY.test(text);

const NOWHERE = { object: '', relation: '' };

/** The values in a cell whose type is named beside it; the reason where nobody can tell what they are. */
export function valuesNamed(name: string, value: string): readonly GivenValue[] | string {
  const type = typeNamed(name);
  if (type !== 'unknown') return [{ value, type }];
  const parts = mispParts(name.toLowerCase(), value, NOWHERE);
  if (parts !== null) return parts;
  const unknown = `unknown type ${name.slice(0, 60)}`;
  const listed = listedAs(value, null);
  const looks = listed.meant.ok ? listed.meant.type : null;
  // Fingerprints of many kinds look like the hash of a file.
  if (!isValue(listed) || (looks !== null && isHash(looks))) return unknown;
  return [{ value, type: null, doubt: `${unknown}: told by its looks` }];
}

interface RowOfValues {
  readonly place: string;
  /** The whole of it, where something is refused. */
  readonly text: string;
  readonly values: readonly GivenValue[];
  /** Null where the row asks for none. */
  readonly mode: MatchMode | null;
  readonly cell: Cell;
  readonly note: string;
  /** What is said about the values. */
  readonly beside: readonly NamedText[];
}

/** The text of a cell or member. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export function takeValues(row: RowOfValues, book: ReadingBook): void {
  const { place, cell, note, mode } = row;
  const ofRow = told(cell, note);
  const read = row.values.flatMap((given) =>
    listedCell(given, mode).map((one) => ({ given, ...one })),
  );
  const unread = [...unreadFacts(cell), ...unsought(row.beside, read)];
  for (const { given, meant, note: behind, isDoubted = false } of read) {
    if (!meant.ok) book.refuse(place, row.text, meant.reason);
    else {
      const { ok: _, ...sought } = meant;
      const { remark, doubt = countDoubt(meant) } = given;
      const own = [doubt, remark].filter((one) => one !== undefined);
      const remarks = [...meant.remarks, ...own, ...unread];
      const facts = behind === '' ? ofRow : told(cell, note === '' ? behind : `${note}, ${behind}`);
      const isMeant = doubt === undefined && !isDoubted;
      book.take({ ...{ place, ...facts }, ...sought, remarks, isMeant });
    }
  }
}

/** `Hosts: 12` in a table of counts. */
const countDoubt = ({ type, value }: Meant): string | undefined =>
  !isHash(type) && /^\d{1,9}(?:\/\w+)?$/.test(value) && type !== 'text'
    ? 'a number: not chosen'
    : undefined;

/** What nobody can mistake, and stands in what is said about the values. */
function unsought(
  beside: readonly NamedText[],
  read: readonly { readonly meant: MeantValue }[],
): string[] {
  const taken = new Set(read.map(({ meant }) => (meant.ok ? meant.value.toLowerCase() : '')));
  const texts = beside.flatMap(({ text }) => sureTextsIn(text));
  return texts.filter((text) => !taken.has(text.toLowerCase())).map(inNote);
}

/** Names of what is said about a list, not of what it lists. */
export const saysAbout = (name: string): boolean =>
  /refer|source|author|report|creat|modif|publish|contact|homepage|license|version|link|logo|icon|schema/i.test(
    name,
  );

/** Words in names of columns of values that are named in no other way: `NetworkIP`, `EmailSenderAddress`. */
const HINTS =
  /ip|hash|md5|sha|mail|domain|dns|url|uri|host|file|path|process|registry|reg_?key|ioc|indicator/i;

/** Cells whose names say no type, and that are a value which nobody can mistake. */
export const lookalikesIn = (others: readonly NamedText[]): GivenValue[] =>
  others.flatMap(({ name, text }): GivenValue[] => {
    const listed = listedAs(text, null);
    if (saysNone(text) || saysAbout(name) || !listed.meant.ok) return [];
    if (!isSure(listed) && !BEGUN_BY_ROOT.has(listed.meant.type)) return [];
    if (isOtherHash(name)) return [{ value: text, type: 'text' }];
    const remark = `its name "${name.slice(0, 40)}" says no type: told by its looks`;
    return [{ value: text, type: null, ...(HINTS.test(name) ? { remark } : { doubt: remark }) }];
  });
const BEGUN_BY_ROOT: ReadonlySet<IndicatorType> = new Set(['filepath', 'registry', 'pipe']);

/** What a cell says beside its value, or instead of one, is told as it is in a line. */
function listedCell({ value, type }: GivenValue, mode: MatchMode | null): readonly ListedValue[] {
  const meant = meantCell(value, type, mode);
  const isAsWritten = mode !== null && mode !== 'literal';
  const listed = meant.map((one): ListedValue => ({
    ...{ text: value, meant: one, note: '' },
    ...(type === null ? {} : { named: type }),
  }));
  if (isAsWritten) return listed;
  const isText = type === null && meant.every((one) => one.ok && one.type === 'text');
  return isText && sureTextsIn(value).length > 0 ? listedValues(value) : withAllTold(value, listed);
}

/** In a mode that is asked for, a value says what it says. */
function meantCell(
  value: string,
  type: IndicatorType | null,
  mode: MatchMode | null,
): readonly MeantValue[] {
  const meant = mode === null || mode === 'literal' ? meantValues(value, type) : [];
  const isAsAsked = meant.every((one) => !one.ok || mode === null || one.mode === mode);
  const looks = meant.some(({ ok }) => !ok) && type !== null ? meantValues(value, null) : [];
  if (looks.length > 0 && looks.every((one) => one.ok && isSureType(one.type)))
    return looks.map((one) =>
      one.ok ? { ...one, remarks: [...one.remarks, `it is no ${type}`] } : one,
    );
  return meant.length > 0 && isAsAsked ? meant : [asAsked(value, type, mode ?? 'literal')];
}

function asAsked(value: string, named: IndicatorType | null, mode: MatchMode): MeantValue {
  const type = named ?? guessType(refang(value));
  const isPattern = mode === 'regex' || type === 'regex';
  const written = isPattern ? value : plainValue(type, value);
  return { ok: true, type, mode, value: written, remarks: [] };
}

export const told = (cell: Cell, note: string): Pick<FoundIndicator, 'facts' | 'active'> => ({
  facts: { ...factsOf(cell), note },
  active: activeOf(cell('active')) ?? true,
});

const factsOf = (cell: Cell): Omit<IndicatorFacts, 'note'> => ({
  source: saysNone(cell('source')) ? '' : cell('source'),
  confidence: confidenceOf(cell('confidence')),
  tlp: tlpOf(cell('tlp')),
  validUntil: timeOf(cell('validUntil')),
  severity: severityOf(cell('severity')),
});

/** Cells that say something nobody understands. */
export function unreadFacts(cell: Cell): string[] {
  const readers = [
    ...([
      ['confidence', confidenceOf],
      ['tlp', tlpOf],
      ['validUntil', timeOf],
    ] as const),
    ...([
      ['severity', severityOf],
      ['active', activeOf],
    ] as const),
  ] as const;
  return readers.flatMap(([role, read]) => {
    const text = cell(role);
    return text !== '' && read(text) === null
      ? [`${role} "${text.slice(0, 40)}" is not understood`]
      : [];
  });
}
