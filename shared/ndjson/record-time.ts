/** When a JSON record's event happened: ISO text, Unix seconds or milliseconds. Null where it does not say. */
import type { FileTime } from '@shared/model/file-time';
import { fileTimeOfUnixMs, parseIsoTime } from '@shared/model/time-text';
import { firstText, type JsonRecord } from './json-record';
import type { SourceShape } from './source-shapes';

/** Unix times up to here are seconds (year 5138); larger ones are milliseconds. */
const LARGEST_UNIX_SECONDS = 100_000_000_000;
const EVTX_TIMES = [
  'System.TimeCreated.#attributes.SystemTime',
  'System.TimeCreated_attributes.SystemTime',
  'System.TimeCreated.SystemTime',
];

export function recordTime(record: JsonRecord, shape: SourceShape): FileTime | null {
  const { evtxUnder } = shape;
  const paths = evtxUnder === null ? shape.time : EVTX_TIMES.map((path) => `${evtxUnder}.${path}`);
  const text = firstText(record, paths);
  if (text === null) return null;
  if (!/^\d{9,14}(\.\d+)?$/.test(text)) return parseIsoTime(text);
  const number = Number(text);
  return fileTimeOfUnixMs(number < LARGEST_UNIX_SECONDS ? number * 1_000 : number);
}
