/** A store hands out a known plan for the very same definition only. */
import type { InstanceReader } from '@shared/evtx/binxml-parser';
import type { ChunkBytes } from '@shared/evtx/chunk-bytes';
import { EvtxDamage } from '@shared/evtx/evtx-damage';
import { NameTable } from '@shared/evtx/name-table';
import type { Plan } from '@shared/evtx/plan';
import { DEFINITION_HEADER_BYTES, TemplateStore } from '@shared/evtx/template-store';
import { expect, it } from 'vitest';
import { element, instanceOf, type Node, slot } from '../../fixtures/evtx/binxml-nodes';
import { chunkHolding } from '../../fixtures/evtx/one-chunk';
import { nested, text16 } from '../../fixtures/evtx/value-bytes';
import { numbered, readAll, SOME_TIME } from '../../fixtures/evtx-reading';
import { type RecordSpec, writeChunks, writeEvtx } from '../../fixtures/evtx-writer';

/** Record header, fragment header, instance header: where the first definition of a chunk stands. */
const FIRST_DEFINITION = 512 + 24 + 4 + 10;

const root = element('Event', { Kind: 'fixed' }, element('Data', { Name: 'A' }, slot(0)), 'text');
const recordOf = (recordId: number, ...nodes: readonly Node[]): RecordSpec => ({
  recordId,
  time: SOME_TIME,
  stream: instanceOf(nodes.length === 0 ? root : element('Other', {}, ...nodes), [text16('x')]),
});

function chunkOf(...records: readonly RecordSpec[]): Uint8Array {
  const [bytes = new Uint8Array()] = writeChunks(records);
  return bytes;
}

/** Only definitions without streams are asked for with this. */
const NO_STREAMS: InstanceReader = {
  instance: () => {
    throw new EvtxDamage('no instance', 0);
  },
  embedded: () => ['Embedded', 0],
};

function planIn(store: TemplateStore, chunk: ChunkBytes, offset = FIRST_DEFINITION): Plan {
  return store.planAt(chunk, new NameTable(chunk), offset, NO_STREAMS);
}

const planOrDamage = (store: TemplateStore, bytes: Uint8Array): Plan | 'damage' => {
  try {
    return planIn(store, chunkHolding(bytes));
  } catch (error) {
    if (error instanceof EvtxDamage) return 'damage';
    throw error;
  }
};

/** The definitions of a chunk by the first byte of their root element's offset in the writer's order. */
function definitionsOf(bytes: Uint8Array): number[] {
  const { dataView } = chunkHolding(bytes);
  const offsets = new Set<number>();
  for (let at = 512; at + 10 < bytes.length; at++) {
    const isInline = bytes[at] === 0x0c && dataView.getUint32(at + 6, true) === at + 10;
    if (isInline) offsets.add(at + 10);
  }
  return [...offsets];
}

it('takes no definition for another that differs in a single byte', () => {
  const whole = chunkOf(recordOf(1));
  const store = new TemplateStore();
  const plan = planIn(store, chunkHolding(whole));
  const { dataView } = chunkHolding(whole);
  const end = FIRST_DEFINITION + DEFINITION_HEADER_BYTES + plan.bodyBytes;
  const same: number[] = [];
  const links: number[] = [];
  for (let at = FIRST_DEFINITION; at < end; at++) {
    const changed = whole.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x40;
    if (planOrDamage(store, changed) === plan) same.push(at);
    const isInlineName = at > FIRST_DEFINITION + 4 && dataView.getUint32(at - 4, true) === at;
    if (isInlineName) links.push(at, at + 1, at + 2, at + 3);
  }
  // Next-in-bucket links, of the definition and of the names in it, say nothing of what it means.
  const link = [0, 1, 2, 3].map((byte) => FIRST_DEFINITION + byte);
  expect(links).not.toEqual([]);
  expect(same).toEqual([...link, ...links]);
});

it('knows a definition again whose names stand elsewhere, and by those names', () => {
  const store = new TemplateStore();
  const alone = planIn(store, chunkHolding(chunkOf(recordOf(1))));
  const behind = chunkOf(recordOf(1, element('Data', { Name: 'B' }, slot(0))), recordOf(2));
  const [, offset = 0] = definitionsOf(behind);
  const referring = planIn(store, chunkHolding(behind), offset);
  // The same template, but written with other names inline: another image.
  expect(referring).not.toBe(alone);
  expect(referring.root).toEqual(alone.root);

  const moved = chunkOf(
    recordOf(1, element('Data', { Name: 'a longer one' }, slot(0))),
    recordOf(2),
  );
  const [, movedTo = 0] = definitionsOf(moved);
  expect(movedTo).not.toBe(offset);
  expect(planIn(store, chunkHolding(moved), movedTo)).toBe(referring);

  // `Data`, which stands in the first record, with other letters.
  const at = Buffer.from(behind).indexOf(Buffer.from('Data', 'utf16le'));
  behind[at] = 'd'.charCodeAt(0);
  const renamed = planIn(store, chunkHolding(behind), offset);
  expect(renamed).not.toBe(referring);
  expect(renamed.namesFit).toBe(false);
  expect(referring.namesFit).toBe(true);
});

it('keeps plans from chunk to chunk and from file to file', () => {
  const templates = new TemplateStore();
  const namesOf = (first: number): unknown[] => {
    const bytes = writeEvtx({ records: numbered(6, first), recordsPerChunk: 2 });
    return readAll(bytes, { templates }).records.map(({ event }) => event.names);
  };
  const [names, ...others] = [...namesOf(1), ...namesOf(100)];
  expect(others).toHaveLength(11);
  // The very same list: one layout of one plan.
  for (const other of others) expect(other).toBe(names);
});

it('does not share definitions that hold streams', () => {
  const inner = instanceOf(element('B'), []);
  const bytes = chunkOf(recordOf(1, { kind: 'literal', value: nested(inner) }, slot(0)));
  const store = new TemplateStore();
  const plan = planIn(store, chunkHolding(bytes));
  expect(plan.root.children).toContainEqual({ kind: 'resolved', element: ['Embedded', 0] });
  expect(planIn(store, chunkHolding(bytes))).not.toBe(plan);
});

it('forgets everything once it holds more than any case has, and not before', () => {
  const chunk = chunkHolding(chunkOf(recordOf(1)));
  const store = new TemplateStore();
  const first = planIn(store, chunk);
  const guid = FIRST_DEFINITION + 4 + 8;
  for (let other = 1; other < 8_191; other++) {
    chunk.dataView.setUint32(guid, other, true);
    planIn(store, chunk);
  }
  const known = chunkHolding(chunkOf(recordOf(1)));
  store.trim();
  expect(planIn(store, known)).toBe(first);
  chunk.dataView.setUint32(guid, 9_999, true);
  planIn(store, chunk);
  expect(planIn(store, known)).toBe(first);
  store.trim();
  expect(planIn(store, known)).not.toBe(first);
});
