/**
 * Names of fields in the form that every store keeps. Names are evidence: they may have half a character (an unpaired
 * surrogate), which UTF-8 has no bytes for, so that two names would become one. It is written as JSON does, `\ud800`;
 * a backslash before what looks like this is written `\u005c`. No two names become one.
 */
import type { EventRecord } from '@shared/model/event';

const HALF = /\p{Surrogate}|\\(?=u(?:d[89a-f][\da-f]{2}|005c))/gu;

/** Records of one shape have one list. */
const known = new WeakMap<readonly string[], readonly string[]>();

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

export const keptName = (name: string): string => name.replace(HALF, escaped);

/** The same list where nothing is written otherwise. */
function keptNames(names: readonly string[]): readonly string[] {
  const found = known.get(names);
  if (found !== undefined) return found;
  const kept = names.map(keptName);
  const list = kept.every((name, at) => name === names[at]) ? names : kept;
  known.set(names, list);
  return list;
}

/** The record itself where its names can be kept as they are. */
export function keptRecord(event: EventRecord): EventRecord {
  const names = keptNames(event.names);
  if (names === event.names) return event;
  const { values, offsetBytes, recordId, time, recovery } = event;
  return {
    ...{ names, values, offsetBytes, recordId, time, recovery },
    document: () => event.document(),
    rawTexts: () => event.rawTexts(),
  };
}
