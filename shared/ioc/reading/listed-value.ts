/** What a line lists, value by value, and how several are told apart. */
import type { IndicatorType } from '@shared/model/indicator';
import { meantValue } from './meant-value';
import type { MeantValue } from './taken-value';

export interface ListedValue {
  readonly text: string;
  readonly meant: MeantValue;
  /** What the line says beside it. */
  readonly note: string;
  /** It stands among words, as in running text. */
  readonly isInWords?: true;
  /** It may not be what its writer names. */
  readonly isDoubted?: boolean;
  /** What its label or heading calls it. */
  readonly named?: IndicatorType;
}

/** Without the quotation marks around it and the comma behind it; two quoted ones are no quoted one. */
export const unmarked = (text: string): string =>
  text
    .trim()
    .replace(/,$/, '')
    .replace(/^(?:"([^"]*)"|'([^']*)'|[“”„«»]([^“”„«»]*)[“”„«»]|[‘’]([^‘’]*)[‘’])$/, '$1$2$3$4')
    .trim();

export const listedAs = (text: string, type: IndicatorType | null, note = ''): ListedValue => ({
  ...{ text, meant: meantValue(unmarked(text), type), note },
  ...(type === null ? {} : { named: type }),
});

export const remarked = (listed: ListedValue, ...remarks: readonly string[]): ListedValue => {
  const { meant } = listed;
  return meant.ok
    ? { ...listed, meant: { ...meant, remarks: [...new Set([...meant.remarks, ...remarks])] } }
    : listed;
};

/** What is said besides goes behind what is said already. */
export const noted = (listed: ListedValue, note: string): ListedValue => ({
  ...listed,
  note: [listed.note, note].filter((part) => part !== '').join(': '),
});

export const typeOf = ({ meant }: ListedValue): IndicatorType | null =>
  meant.ok ? meant.type : null;

/** Told by looks that no other text has by chance. */
const SURE: ReadonlySet<IndicatorType | null> = new Set([
  ...(['ip', 'domain', 'url', 'email', 'sid', 'md5', 'sha1', 'sha256'] as const),
]);

export const isSureType = (type: IndicatorType): boolean => SURE.has(type);

/** `evil.com, evil2.com`: every part is a value of its own. Names of files and commands hold blanks and commas. */
export function severalIn(text: string): ListedValue[] | null {
  return (
    partsOf(text, /[,;|]\s+/, isSure) ??
    partsOf(text, /[,;|]/, (one, first) => isValue(one) && typeOf(one) === typeOf(first)) ??
    partsOf(text, /\s+/, isSure)
  );
}

/** What is refused by its looks is told apart as surely. */
export const isSure = (listed: ListedValue): boolean =>
  !listed.meant.ok || SURE.has(typeOf(listed));

/** Null where there is but one part, or one is not as it must be. */
function partsOf(
  text: string,
  separator: RegExp,
  isPart: (one: ListedValue, first: ListedValue) => boolean,
): ListedValue[] | null {
  if (!separator.test(text)) return null;
  const parts: ListedValue[] = [];
  for (const part of text.split(separator)) {
    if (part.trim() === '') continue;
    const listed = listedAs(part, null);
    if (!isPart(listed, parts[0] ?? listed)) return null;
    parts.push(listed);
  }
  return parts.length > 1 ? parts : null;
}

/** By its looks; a command is told by a guess that running text meets, too. */
export const isValue = (listed: ListedValue | undefined): boolean => {
  const type = listed === undefined ? null : typeOf(listed);
  return type !== null && type !== 'text' && type !== 'commandline';
};

/** Values, or what is refused by its looks: nothing that is only said about them. */
export const areListed = (listed: readonly ListedValue[]): boolean =>
  listed.every((one) => !one.meant.ok || isValue(one));

/** The value of a cell, or the several it lists where it cannot be one of its type. */
export function meantValues(text: string, named: IndicatorType | null): readonly MeantValue[] {
  const meant = meantValue(text, named);
  if (meant.ok && (named !== null || meant.type !== 'text')) return [meant];
  const parts = severalIn(text)?.map((part) =>
    named === null ? part : listedAs(part.text, named),
  );
  return parts?.every((part) => part.meant.ok) === true ? parts.map((part) => part.meant) : [meant];
}
