/** Where the value of a field comes from, and the value of it in one record. */
import type { FieldValue } from '@shared/model/event';
import { registryData } from '@shared/model/registry-data';
import { embeddedRecord, isRecord, scalarText } from './json-record';
import type { LogSourceTeller } from './log-source-teller';
import type { Words } from './source-shape';

/** Numbers are places in the record's list of leaves. */
export type Origin =
  | { readonly type: 'leaf'; readonly at: number }
  /** The first that is not empty. */
  | { readonly type: 'first'; readonly of: readonly number[] }
  | { readonly type: 'either'; readonly of: readonly Origin[] }
  /** All of them, as one tuple. */
  | { readonly type: 'all'; readonly of: number[] }
  | { readonly type: 'constant'; readonly value: FieldValue }
  | { readonly type: 'logSource'; readonly of: LogSourceTeller }
  | {
      readonly type: 'joined';
      readonly between: string;
      readonly within: string | null;
      readonly of: readonly { readonly at: number; readonly before: string }[];
    }
  | { readonly type: 'bareFile'; readonly name: number; readonly system: number | null }
  | { readonly type: 'file'; readonly folder: number | null; readonly name: number | null }
  | { readonly type: 'translated'; readonly at: number; readonly words: Words }
  | {
      readonly type: 'inside';
      /** A leaf with the text, or with the JSON text of the object that has it. */
      readonly at: number;
      readonly keys: readonly string[];
      readonly without: string;
    }
  | { readonly type: 'listed'; readonly of: readonly ListedLeaf[] }
  | { readonly type: 'registryData'; readonly at: number; readonly kind: number };

export interface ListedLeaf {
  readonly at: number;
  /** Null: all values of the leaf. */
  readonly element: number | null;
  readonly without: string;
}

type Texts = readonly FieldValue[];

export function valueOf(origin: Origin, texts: Texts): FieldValue {
  switch (origin.type) {
    case 'leaf':
      return texts[origin.at] ?? null;
    case 'first': {
      const usable = origin.of.find((at) => (texts[at] ?? '') !== '');
      return texts[usable ?? origin.of[0] ?? 0] ?? null;
    }
    case 'either':
      return eitherOf(origin.of, texts);
    case 'all':
      return origin.of.flatMap((at) => texts[at] ?? null);
    case 'constant':
      return origin.value;
    case 'logSource':
      return origin.of.tell(texts);
    case 'joined':
      return joined(origin, texts);
    case 'file':
      return fileOf(firstText(texts, origin.folder), firstText(texts, origin.name));
    case 'bareFile':
      return bareFile(firstText(texts, origin.name), firstText(texts, origin.system));
    case 'translated':
      return wordFor(firstText(texts, origin.at).toLowerCase(), origin.words);
    case 'inside':
      return inside(firstText(texts, origin.at), origin);
    case 'listed':
      return listed(origin.of, texts);
    case 'registryData':
      return (
        registryData(firstText(texts, origin.at), firstText(texts, origin.kind)) ??
        texts[origin.at] ??
        null
      );
  }
}

/** Leaves that a field has as they are. */
export function shownBy(origin: Origin): readonly number[] {
  switch (origin.type) {
    case 'leaf':
      return [origin.at];
    case 'first':
      return origin.of.slice(0, 1);
    case 'all':
      return origin.of;
    default:
      return [];
  }
}

/** Texts are evidence: `constructor` is no word. */
const wordFor = (text: string, words: Words): string | null =>
  Object.hasOwn(words, text) ? (words[text] ?? null) : null;

/** The first of its values; '' where there is none. */
export function firstText(texts: Texts, at: number | null): string {
  const value = at === null ? null : texts[at];
  return (typeof value === 'object' ? value?.[0] : value) ?? '';
}

const cut = (text: string, without: string): string =>
  text.toLowerCase().startsWith(without.toLowerCase()) ? text.slice(without.length) : text;

function eitherOf(origins: readonly Origin[], texts: Texts): FieldValue {
  let value: FieldValue = null;
  for (const origin of origins) {
    value = valueOf(origin, texts);
    if (value !== null && value !== '') break;
  }
  return value;
}

function joined(
  { of, within, between }: Extract<Origin, { type: 'joined' }>,
  texts: Texts,
): string {
  let whole = '';
  for (const { at, before } of of) {
    const text = within === null ? firstText(texts, at) : allTexts(texts[at], within);
    if (text !== '') whole += whole === '' ? before + text : between + before + text;
  }
  return whole;
}

function allTexts(value: FieldValue | undefined, within: string): string {
  if (typeof value !== 'object' || value === null) return value ?? '';
  return value.map((one) => one ?? '').join(within);
}

/** A name alone with the separator of its system before it, which rules ask for. */
function bareFile(name: string, system: string): string {
  const isPath = name === '' || /[\\/]/.test(name);
  if (isPath) return name;
  return /^(?:lin|mac)/i.test(system) ? `/${name}` : `\\${name}`;
}

/** Some records name the file at the end of its folder, others do not; of some only the name is known. */
function fileOf(folder: string, name: string): string {
  const separator = folder.includes('/') && !folder.includes('\\') ? '/' : '\\';
  const ending = `${separator}${name}`;
  if (name === '' || folder.toLowerCase().endsWith(ending.toLowerCase())) return folder;
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${ending}`;
}

function inside(
  text: string,
  { keys, without }: Extract<Origin, { type: 'inside' }>,
): string | null {
  if (keys.length === 0) return cut(text, without);
  const record = embeddedRecord(text);
  const key = keys.find((one) => isRecord(record) && scalarText(record[one]) !== '');
  return record === null || key === undefined ? null : cut(scalarText(record[key]), without);
}

function listed(of: readonly ListedLeaf[], texts: Texts): FieldValue {
  const all = of.flatMap(({ at, element, without }) => {
    const value = texts[at] ?? null;
    const values = typeof value === 'object' ? (value ?? []) : [value];
    return (element === null ? values : values.slice(element, element + 1)).map((one) =>
      one === null ? null : cut(one, without),
    );
  });
  return all.length > 1 ? all : (all[0] ?? null);
}
