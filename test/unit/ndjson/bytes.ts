/** Bytes in memory as an evidence file. */
import type { EventRecord } from '@shared/model/event';
import type { Flaw } from '@shared/model/flaw';
import { type NdjsonLayout, openNdjson } from '@shared/ndjson/ndjson-reader';
import { sourceOf } from '../../fixtures/byte-source';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) {
    view.setUint16(at * 2, text.charCodeAt(at), order === 'le');
  }
  return bytes;
}

export function readAll(
  bytes: Uint8Array,
  layout: NdjsonLayout = 'lines',
): { events: EventRecord[]; flaws: Flaw[] } {
  const events: EventRecord[] = [];
  const flaws: Flaw[] = [];
  for (const parsed of openNdjson(sourceOf(bytes), layout).records()) {
    if (parsed.type === 'event') events.push(parsed.event);
    else flaws.push(parsed.flaw);
  }
  return { events, flaws };
}

export const fieldsOf = (event: EventRecord | undefined): Record<string, unknown> =>
  Object.fromEntries((event?.names ?? []).map((name, at) => [name, event?.values[at]]));

/** The original record of an event as text. */
export const documentOf = (event: EventRecord | undefined): string | undefined =>
  event === undefined ? undefined : new TextDecoder().decode(event.document());
