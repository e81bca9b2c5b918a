/** The whole files that are damaged, by name: small ones of our own writer, together of every shape. */
import fc from 'fast-check';
import {
  type Element,
  element,
  instanceOf,
  type Node,
  plainStream,
  slot,
  type Stream,
} from '../fixtures/evtx/binxml-nodes';
import type { Content, EventSpec } from '../fixtures/evtx/event-stream';
import { recordStreams } from '../fixtures/evtx/random-records';
import { hex64, nested, sid, text16, textArray, uint32, uint8 } from '../fixtures/evtx/value-bytes';
import { eventWith, numbered, SOME_TIME } from '../fixtures/evtx-reading';
import {
  joinFile,
  type RecordSpec,
  writeChunks,
  writeEvtx,
  writtenOver,
  zeroChunk,
} from '../fixtures/evtx-writer';

const CONTENTS: readonly Content[] = [
  { eventData: [['A', 'text'], ['B', 7], ['C', sid('S-1-5-18')]] }, // prettier-ignore
  { unnamed: [['one', 'two'], 'three'] },
  {
    userData: { root: element('W', { xmlns: 'urn:w' }, element('L', { K: slot(0) })), values: [5] },
  },
  { eventData: [['A', 'again'], ['B', 8], ['C', null]] }, // prettier-ignore
  { stream: plainStream(element('EventData', {}, element('Data', { Name: 'P' }, 'plain'))) },
  { eventData: [['Long', 'x'.repeat(700)], ['Odd', 'é "\\\n 😀']] }, // prettier-ignore
  {},
];

const mixed = (count: number, first = 1): EventSpec[] =>
  Array.from({ length: count }, (_, index) => ({
    ...eventWith(first + index, CONTENTS[index % CONTENTS.length]),
    plain: index % 14 === 13,
  }));

const record = (recordId: number, stream: Stream): RecordSpec => ({
  recordId,
  time: SOME_TIME,
  stream,
});

/** Streams in streams, values used again and again, long arrays. */
function nesting(): Uint8Array {
  const twice = element(
    'Event',
    {},
    element('A', { B: slot(1) }, slot(0)),
    element('C', {}, slot(0)),
  );
  let stream = instanceOf(twice, [text16('core'), uint8(1)]);
  for (let depth = 0; depth < 6; depth++) {
    stream = instanceOf(twice, [nested(stream), hex64(BigInt(depth))]);
  }
  const arrays = element(
    'Event',
    {},
    element('E', {}, slot(0)),
    element('F', { G: slot(1) }, slot(2)),
  );
  const items = textArray(Array.from({ length: 40 }, (_, at) => `item ${at}`));
  let plain = element('P', { Q: 'r' }, 'text');
  for (let depth = 0; depth < 12; depth++) plain = element('P', {}, plain, 'between');
  return writeEvtx({
    records: [
      record(1, stream),
      record(2, instanceOf(arrays, [items, uint32(2), items])),
      record(3, plainStream(plain)),
      record(4, stream),
      ...mixed(4, 5),
    ],
  });
}

/** Elements in streams in streams, by the plain and by the template path; a definition that holds streams. */
function deep(): Uint8Array {
  const inElements = (inner: Node): Element => {
    let made = element('E', {}, inner);
    for (let at = 0; at < 30; at++) made = element('E', {}, made);
    return made;
  };
  const leaf: Node = { kind: 'text', text: 'core' };
  let plain = plainStream(inElements(leaf));
  for (let depth = 0; depth < 6; depth++) {
    plain = plainStream(inElements({ kind: 'literal', value: nested(plain) }));
  }
  const often = element('Event', {}, ...Array.from({ length: 9 }, () => element('A', {}, slot(0))));
  let again = instanceOf(often, [text16('core')]);
  for (let depth = 0; depth < 2; depth++) again = instanceOf(often, [nested(again)]);
  const inner = instanceOf(element('B', {}, slot(0)), [text16('in')]);
  const holder = element('Event', {}, { kind: 'literal', value: nested(inner) }, slot(0));
  return writeEvtx({
    records: [
      record(1, plain),
      record(2, again),
      record(3, instanceOf(holder, [text16('a')])),
      record(4, instanceOf(holder, [nested(plain)])),
    ],
  });
}

function plainNodes(): Uint8Array {
  const root = element(
    'Event',
    { xmlns: 'urn:x' },
    element('System', {}, element('EventID', {}, '7'), element('EventRecordID', {}, '1')),
    element(
      'EventData',
      { Name: ['a', 'b'].map((text) => ({ kind: 'text' as const, text })) },
      'one ',
      { kind: 'entity', name: 'amp' },
      { kind: 'character', unit: 0x41 },
      { kind: 'cdata', text: '<raw>' },
      { kind: 'instruction', target: 'go', text: 'on' },
      { kind: 'literal', value: uint32(9) },
      { kind: 'literal', value: nested(instanceOf(element('I', {}, slot(0)), [text16('in')])) },
      { kind: 'literal', value: nested(plainStream(element('J', {}, 'plain'))) },
    ),
  );
  return writeEvtx({ records: [1, 2, 3].map((id) => record(id, plainStream(root))) });
}

/** New records over old ones: slack with templates of its own, and with overwritten ones. */
function slack(): Uint8Array {
  const [old = zeroChunk()] = writeChunks(mixed(30, 1));
  const [fresh = zeroChunk()] = writeChunks(numbered(5, 40));
  const [other = zeroChunk()] = writeChunks(mixed(9, 50));
  return joinFile([writtenOver(fresh, old), other]);
}

function wrapped(): Uint8Array {
  const chunks = writeChunks(mixed(12), { recordsPerChunk: 6 });
  return joinFile([...chunks.slice(1), zeroChunk(), ...chunks.slice(0, 1)], { oldestChunk: 2 });
}

/** What the property tests of layouts read; `seed` chooses. */
function random(seed: number): Uint8Array {
  const records = fc.sample(recordStreams, { seed, numRuns: 4 }).flat();
  return writeEvtx({ records: records.map((stream, at) => record(at + 1, stream)) });
}

const MAKERS: Readonly<Record<string, () => Uint8Array>> = {
  mixed: () => writeEvtx({ records: mixed(20) }),
  plain: plainNodes,
  nesting,
  deep,
  slack,
  wrapped,
  'no-checksums': () => writeEvtx({ records: mixed(6), checksums: false, dirty: true }),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((seed) => [`random-${seed}`, () => random(seed)])),
};

export const FIXTURE_NAMES: readonly string[] = Object.keys(MAKERS);

const made = new Map<string, Uint8Array>();

export function fixtureNamed(name: string): Uint8Array {
  const known = made.get(name) ?? MAKERS[name]?.();
  if (known === undefined) throw new RangeError(`no fixture ${name}`);
  made.set(name, known);
  return known;
}
