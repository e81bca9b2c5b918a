/** The ends of the time range as they are shown and typed, in the time zone of the view. */
import { fileTime } from '@shared/model/file-time';
import { formatFileTime, parseIsoTime } from '@shared/model/time-text';
import { formatFullTime, typedTimeToIso } from '../../lib/zone';

/** As the query language writes an end that is in it. */
const INCLUDED = /^(?:<=|≤)\s*/;

/** Without digits that say nothing, and with an offset where the zone has one. */
const shownTime = (iso: string, zone: string): string =>
  formatFullTime(iso, zone)
    .replace(/\.(\d*?)0+(?= )/, (_, digits: string) => (digits === '' ? '' : `.${digits}`))
    .replace(/ UTC$/, '');

export const shownStart = (iso: string | null, zone: string): string =>
  iso === null ? '' : shownTime(iso, zone);

/** An end of a single 100 ns is there to have the time before it in the range: `<=` and that time. */
export function shownEnd(iso: string | null, zone: string): string {
  const time = iso === null ? null : parseIsoTime(iso);
  const last = time === null || time % 10n === 0n ? null : fileTime(time - 1n);
  return last === null ? shownStart(iso, zone) : `<=${shownTime(formatFileTime(last), zone)}`;
}

/** ISO 8601. Null: that side is open; undefined: what was typed is no time. */
export type TypedEnd = string | null | undefined;

export const readStart = (text: string, zone: string): TypedEnd =>
  text.trim() === '' ? null : (typedTimeToIso(text, zone) ?? undefined);

/** The first time behind the range. */
export function readEnd(text: string, zone: string): TypedEnd {
  const typed = text.trim();
  if (!INCLUDED.test(typed)) return readStart(typed, zone);
  const iso = typedTimeToIso(typed.replace(INCLUDED, ''), zone);
  const time = iso === null ? null : parseIsoTime(iso);
  const behind = time === null ? null : fileTime(time + 1n);
  return behind === null ? undefined : formatFileTime(behind);
}
