/**
 * Reads a file as hard as the app can and checks what must hold whatever the bytes are: no error but a
 * value, no more events than bytes allow, every text whole, the compiled path equal to the generic one.
 */
import { crc32 } from '@shared/model/crc32';
import { type EvtxEvent, LaidOutEvent } from '@shared/evtx/evtx-event';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { SMALLEST_RECORD_BYTES } from '@shared/evtx/record-frame';
import { type ElementNode, stringifyTree } from '@shared/evtx/record-tree';
import { renderJson } from '@shared/evtx/render-json';
import { renderXml } from '@shared/evtx/render-xml';
import { SYSTEM_FIELDS } from '@shared/evtx/system-fields';
import type { TemplateStore } from '@shared/evtx/template-store';
import { fieldsOfTree } from '@shared/evtx/tree-fields';
import { treeTexts } from '@shared/evtx/tree-texts';
import { rawTextsOf } from '@shared/model/raw-texts';
import { Utf8Sink } from '@shared/evtx/utf8-sink';
import type { FieldValue } from '@shared/model/event';
import { sourceOf } from '../fixtures/byte-source';
import { isWellFormed } from './well-formed';

export interface Outcome {
  readonly events: number;
  readonly laidOut: number;
  readonly recovered: number;
  readonly flaws: number;
  /** Of all texts read: equal for equal readings. */
  readonly digest: number;
}

/** Something that must hold did not. */
export class Fault extends Error {}

const decoder = new TextDecoder('utf-8', { fatal: true });
const sink = new Utf8Sink();

/** @throws Fault, or whatever the reader let out */
export function checkReading(bytes: Uint8Array, templates: TemplateStore): Outcome {
  const reader = openEvtx(sourceOf(bytes), { templates, recover: true, verify: true });
  const { total } = reader.estimate();
  const limit = bytes.length / SMALLEST_RECORD_BYTES;
  holds(Number.isSafeInteger(total) && total <= limit, `an estimate of ${total}`);
  let [events, laidOut, recovered, flaws, lost, digest] = [0, 0, 0, 0, 0, 0];
  for (const parsed of reader.events()) {
    if (parsed.type === 'event') {
      const { event } = parsed;
      events++;
      if (event instanceof LaidOutEvent) laidOut++;
      if (event.recovery !== 'live') recovered++;
      digest = crc32(checkEvent(event, bytes.length), digest);
    } else {
      flaws++;
      if (parsed.flaw.recordLost) lost++;
      holds(parsed.flaw.offsetBytes < bytes.length, 'a flaw outside the file');
    }
    // One more may be told of the file as a whole: that it was cut.
    holds(events + lost <= limit + 1, `${events} events and ${lost} lost records`);
  }
  reader.integrity();
  return { events, laidOut, recovered, flaws, digest };
}

function holds(condition: boolean, what: string): void {
  if (!condition) throw new Fault(what);
}

/** Answers the event's document. */
function checkEvent(event: EvtxEvent, fileBytes: number): Uint8Array {
  holds(event.offsetBytes + SMALLEST_RECORD_BYTES <= fileBytes, 'an event outside the file');
  holds(/^\d+$/.test(event.recordId ?? ''), 'a record id that is no number');
  void event.time;
  const { names, values } = event;
  holds(new Set(names).size === names.length, 'a field name twice');
  holds(names.length === values.length, 'names and values out of step');
  const texts = textsOf(event);
  for (const json of [texts.document, texts.json, texts.extra ?? '{}']) {
    holds(typeof JSON.parse(json) === 'object', 'JSON that is no object');
  }
  const tree = event.tree();
  holds(isWellFormed(renderXml(tree)), 'XML that is not well formed');
  for (const text of treeTexts(tree)) holds(typeof text === 'string', 'a text that is none');
  holds(tellsRawTexts(event, tree), 'raw texts other than those of the tree');
  // Any other event is made from its tree anyway.
  if (event instanceof LaidOutEvent) checkAgainst(tree, event, texts);
  return event.document();
}

/** What fields have already may be told or not. */
function tellsRawTexts(event: EvtxEvent, tree: ElementNode): boolean {
  const { values } = event;
  const told = rawTextsOf(event.rawTexts(), values);
  return JSON.stringify(told) === JSON.stringify(rawTextsOf(treeTexts(tree), values));
}

interface Texts {
  readonly document: string;
  readonly json: string;
  readonly extra: string | null;
}

function textsOf(event: EvtxEvent): Texts {
  const document = decoder.decode(event.document());
  sink.length = 0;
  event.writeJson(sink);
  return { document, json: decoder.decode(sink.written()), extra: event.extraJson() };
}

/** The compiled path gives what the generic one gives. */
function checkAgainst(tree: ElementNode, event: LaidOutEvent, texts: Texts): void {
  const fields = fieldsOfTree(tree);
  const rendered = renderJson(tree);
  const system = SYSTEM_FIELDS.map(
    (name): FieldValue => fields.values[fields.names.indexOf(name)] ?? null,
  );
  const extra = rendered.extra === undefined ? null : JSON.stringify(rendered.extra);
  same('field names', event.names, fields.names);
  same('field values', event.values, fields.values);
  same('System fields', event.system(), system);
  holds(texts.document === stringifyTree(tree), 'another document');
  holds(texts.json === JSON.stringify(rendered.event), 'other JSON');
  holds(texts.extra === extra, 'other extra JSON');
}

function same(what: string, told: unknown, wanted: unknown): void {
  holds(JSON.stringify(told) === JSON.stringify(wanted), `other ${what}`);
}
