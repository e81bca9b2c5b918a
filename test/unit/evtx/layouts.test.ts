/** The compiled path gives what the generic one gives, whatever the record is. */
import { type EvtxEvent, LaidOutEvent } from '@shared/evtx/evtx-event';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { renderJson } from '@shared/evtx/render-json';
import { stringifyTree } from '@shared/evtx/record-tree';
import { SYSTEM_FIELDS } from '@shared/evtx/system-fields';
import { TemplateStore } from '@shared/evtx/template-store';
import { fieldsOfTree } from '@shared/evtx/tree-fields';
import { treeTexts } from '@shared/evtx/tree-texts';
import { rawTextsOf } from '@shared/model/raw-texts';
import { Utf8Sink } from '@shared/evtx/utf8-sink';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sourceOf } from '../../fixtures/byte-source';
import {
  alikeRecordStreams,
  plainRecordStreams,
  recordStreams,
} from '../../fixtures/evtx/random-records';
import { numbered, SOME_TIME } from '../../fixtures/evtx-reading';
import { writeEvtx } from '../../fixtures/evtx-writer';

const decoder = new TextDecoder('utf-8', { fatal: true });

function jsonOf(event: EvtxEvent): string {
  const sink = new Utf8Sink();
  event.writeJson(sink);
  return decoder.decode(sink.written());
}

/** Compares all an event can tell; answers whether it came along a layout. */
function comparesWithTree(event: EvtxEvent): boolean {
  const tree = event.tree();
  const fields = fieldsOfTree(tree);
  const { event: rendered, extra } = renderJson(tree);
  expect(event.system()).toEqual(
    SYSTEM_FIELDS.map((name) => fields.values[fields.names.indexOf(name)] ?? null),
  );
  expect({ names: event.names, values: event.values }).toEqual(fields);
  expect(decoder.decode(event.document())).toBe(stringifyTree(tree));
  expect(jsonOf(event)).toBe(JSON.stringify(rendered));
  expect(rawTextsOf(event.rawTexts(), event.values)).toEqual(
    rawTextsOf(treeTexts(tree), event.values),
  );
  expect(event.extraJson()).toBe(extra === undefined ? null : JSON.stringify(extra));
  return event instanceof LaidOutEvent;
}

function eventsOf(bytes: Uint8Array, templates: TemplateStore): { all: number; laidOut: number } {
  let all = 0;
  let laidOut = 0;
  for (const parsed of openEvtx(sourceOf(bytes), { templates }).events()) {
    all++;
    // Arrays used in one another are refused where they would grow too large, by either path.
    if (parsed.type === 'flaw') {
      expect(parsed.flaw.reason).toBe('the record repeats itself without end');
      continue;
    }
    if (comparesWithTree(parsed.event)) laidOut++;
  }
  return { all, laidOut };
}

it('reads random templates and values as the generic path does', { timeout: 240_000 }, () => {
  // One store for all files: what it keeps of one must not show in another.
  const templates = new TemplateStore();
  const total = { all: 0, laidOut: 0 };
  fc.assert(
    fc.property(recordStreams, fc.integer({ min: 1, max: 3 }), (streams, recordsPerChunk) => {
      const records = streams.map((stream, at) => ({ recordId: at + 1, time: SOME_TIME, stream }));
      const read = eventsOf(writeEvtx({ records, recordsPerChunk }), templates);
      expect(read.all).toBe(records.length);
      total.all += read.all;
      total.laidOut += read.laidOut;
    }),
    { numRuns: 1_500 },
  );
  expect(total.laidOut).toBeGreaterThan(total.all / 4);
});

it('reads random streams without a template as the generic path does', { timeout: 120_000 }, () => {
  const templates = new TemplateStore();
  const total = { all: 0, laidOut: 0 };
  fc.assert(
    fc.property(plainRecordStreams, (streams) => {
      const records = streams.map((stream, at) => ({ recordId: at + 1, time: SOME_TIME, stream }));
      const read = eventsOf(writeEvtx({ records, recordsPerChunk: 3 }), templates);
      expect(read.all).toBe(records.length);
      total.all += read.all;
      total.laidOut += read.laidOut;
    }),
    { numRuns: 400 },
  );
  expect(total.laidOut).toBeGreaterThan(total.all / 4);
});

it('reads records that differ little from the one before', { timeout: 120_000 }, () => {
  const templates = new TemplateStore();
  const total = { all: 0, laidOut: 0 };
  fc.assert(
    fc.property(alikeRecordStreams, fc.integer({ min: 1, max: 12 }), (streams, recordsPerChunk) => {
      const records = streams.map((stream, at) => ({ recordId: at + 1, time: SOME_TIME, stream }));
      const read = eventsOf(writeEvtx({ records, recordsPerChunk }), templates);
      expect(read.all).toBe(records.length);
      total.all += read.all;
      total.laidOut += read.laidOut;
    }),
    { numRuns: 500 },
  );
  expect(total.laidOut).toBeGreaterThan(total.all / 4);
});

it('takes the compiled path for events as Windows writes them', () => {
  const read = eventsOf(writeEvtx({ records: numbered(300) }), new TemplateStore());
  expect(read).toEqual({ all: 300, laidOut: 300 });
});

it('does not answer for an event after the next one was read', () => {
  const events = openEvtx(sourceOf(writeEvtx({ records: numbered(2) }))).events();
  const first = events.next().value;
  events.next();
  expect(first?.type).toBe('event');
  if (first?.type === 'event') expect(() => first.event.values).toThrow(/until its reader goes on/);
});
