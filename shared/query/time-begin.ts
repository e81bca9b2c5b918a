/** What the text of a time begins with, as a query says it. */
import { formatFileTime, parseIsoTime } from '@shared/model/time-text';
import type { Pattern } from './ast';

/** What a begun time may go on with: one of them makes a time of it. */
const RESTS = ['0000-01-01T00:00:00.0000000', '9999-10-10T00:00:00.0000000'];
const CLOCK =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,12})?)?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/** Whether some time begins so: a year, a day of the calendar, an hour, a second. */
export const beginsTime = (text: string): boolean =>
  parseIsoTime(text) !== null ||
  RESTS.some((rest) => parseIsoTime(text + rest.slice(text.length)) !== null);

/** `formatFileTime` writes times that begin so, in UTC: a blank is a T, an offset is taken off. */
function writtenBegin(text: string): string {
  const [, day, clock = '', zone = ''] = CLOCK.exec(text) ?? [];
  if (day === undefined) return text.replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T');
  const written = `${day}T${clock.replace(',', '.')}`.slice(0, WRITTEN_LENGTH);
  const time = /^[+-]/.test(zone) ? parseIsoTime(text) : null;
  return time === null ? written : formatFileTime(time).slice(0, written.length);
}

/** Without its Z. */
const WRITTEN_LENGTH = 27;

/** The pattern of whole written times that begin as the pattern says. */
export const beginPattern = (pattern: Pattern): Pattern => [
  ...pattern.map((part, at) =>
    part.kind === 'text' && at === 0 ? { ...part, text: writtenBegin(part.text) } : part,
  ),
  { kind: 'star' },
];
