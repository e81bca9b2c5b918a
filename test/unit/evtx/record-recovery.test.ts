/** The second pass: what it finds, how far it trusts it, and that it depends on the file alone. */
import type { ElementNode } from '@shared/evtx/record-tree';
import { renderXml } from '@shared/evtx/render-xml';
import { TemplateStore } from '@shared/evtx/template-store';
import { textOf } from '@shared/model/event';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element, slot } from '../../fixtures/evtx/binxml-nodes';
import { definitionsIn, overwritten } from '../../fixtures/evtx/definitions';
import type { EventSpec } from '../../fixtures/evtx/event-stream';
import {
  eventWith,
  idsFrom,
  numbered,
  offsetsOf,
  readAll,
  type Reading,
} from '../../fixtures/evtx-reading';
import {
  CHUNK_BYTES,
  FILE_HEADER_BYTES,
  joinFile,
  type RecordSpec,
  writeChunks,
  writtenOver,
  zeroChunk,
} from '../../fixtures/evtx-writer';

const chunkOf = (...records: readonly RecordSpec[]): Uint8Array => {
  const [chunk = zeroChunk()] = writeChunks(records);
  return chunk;
};

const recover = (bytes: Uint8Array, templates = new TemplateStore()): Reading =>
  readAll(bytes, { recover: true, templates });

/** `id:how` of what was not live, in order. */
const found = ({ records }: Reading): string[] =>
  records
    .filter(({ event }) => event.recovery !== 'live')
    .map(({ event }) => `${event.recordId}:${event.recovery}`);

/** A large first record, so that what replaces it ends inside it and leaves the records behind it whole. */
const large = (recordId: number): EventSpec =>
  eventWith(recordId, { eventData: [['Blob', 'b'.repeat(3_000)]] });

describe('slack', () => {
  const own = (recordId: number): EventSpec =>
    eventWith(recordId, { eventData: [['Own', `own ${recordId}`]] });
  /** Records 50 and 51 over 1–4: the large record 1 is overwritten, 2–4 are left. */
  const slack = (...rest: readonly EventSpec[]): Uint8Array =>
    writtenOver(chunkOf(...numbered(2, 50)), chunkOf(large(1), ...rest));

  it('is read behind the live records, and only if asked for', () => {
    const file = joinFile([slack(own(2), own(3), own(4))]);
    expect(readAll(file).ids).toEqual(idsFrom(50, 2));
    const reading = recover(file);
    expect(reading.ids).toEqual([...idsFrom(50, 2), ...idsFrom(2, 3)]);
    expect(found(reading)).toEqual(['2:recovered', '3:recovered', '4:recovered']);
    expect(reading.flaws).toEqual([]);
    expect(reading.records.map(({ event }) => textOf(event, 'Own'))).toEqual([
      null,
      null,
      'own 2',
      'own 3',
      'own 4',
    ]);
  });

  it('is read behind a last live record whose size is wrong', () => {
    const file = joinFile([slack(own(2), own(3), own(4))]);
    const last = offsetsOf(file)[1] ?? 0;
    new DataView(file.buffer).setUint32(last + 4, 40_000, true);
    expect(recover(file).ids).toEqual([...idsFrom(50, 2), ...idsFrom(2, 3)]);
  });

  it('gives nothing that equals a live record', () => {
    const file = joinFile([slack(own(2), own(3)), chunkOf(own(3))]);
    expect(recover(file).ids).toEqual(['50', '51', '3', '2']);
  });

  it('gives a record with the id of a live one but another time', () => {
    const other = { ...own(3), time: own(3).time + 1n } as EventSpec;
    expect(recover(joinFile([slack(own(2), own(3)), chunkOf(other)])).ids).toEqual([
      '50',
      '51',
      '3',
      '2',
      '3',
    ]);
  });

  it('gives what it finds twice once', () => {
    const file = joinFile([slack(own(2), own(3)), slack(own(3), own(4))]);
    expect(found(recover(file))).toEqual(['2:recovered', '3:recovered', '4:recovered']);
  });

  it('finds records in all of a long file with a large live part', () => {
    const live = writeChunks(numbered(9_000, 10_000));
    const reading = recover(joinFile([slack(own(2)), ...live, slack(own(2), own(5))]));
    expect(found(reading)).toEqual(['2:recovered', '5:recovered']);
    expect(reading.records).toHaveLength(9_000 + 4 + 2);
  });

  it('is doubtful where the two ids of a record differ', () => {
    const file = joinFile([slack(own(2), own(3))]);
    const offset = recover(file).records.at(-1)?.event.offsetBytes ?? 0;
    file[offset + 8] = 77;
    expect(found(recover(file))).toEqual(['2:recovered', '77:doubtful']);
  });

  it('is doubtful where names it refers to are overwritten', () => {
    const wrapped = (recordId: number): EventSpec => {
      const root = element('Wrapper', {}, element('Leaf', {}, slot(0)));
      return eventWith(recordId, { userData: { root, values: ['told'] } });
    };
    const file = joinFile([slack(wrapped(2), wrapped(3), own(4))]);
    expect(found(recover(file))).toEqual(['2:recovered', '3:recovered', '4:recovered']);
    file[Buffer.from(file).indexOf(Buffer.from('Leaf', 'utf16le'))] = 'l'.charCodeAt(0);
    expect(found(recover(file))).toEqual(['2:doubtful', '3:doubtful', '4:recovered']);
  });
});

describe('templates that are gone', () => {
  const two = (first: number): Uint8Array => chunkOf(...numbered(3, first));
  const [OUTER = 0, NESTED = 0] = definitionsIn(joinFile([two(1)]));

  it('are taken from elsewhere in the file for live records, which says so', () => {
    const file = overwritten(joinFile([two(1), two(11)]), OUTER);
    expect(readAll(file).ids).toEqual(idsFrom(11, 3));
    const reading = recover(file);
    // The first one holds the definition it lost: where its values begin is not known any more.
    expect(found(reading)).toEqual(['2:recovered', '3:recovered']);
    expect(reading.records.map(({ event }) => textOf(event, 'Number'))).toContain('event 3');
    expect(reading.flaws).toMatchObject([
      { kind: 'record-damaged', recordLost: true },
      { kind: 'template-missing', recordLost: false },
      { kind: 'template-missing', recordLost: false },
    ]);
  });

  it('leave the values with their types where no template of that id is in the file', () => {
    const file = overwritten(joinFile([two(1)]), OUTER);
    const reading = recover(file);
    expect(found(reading)).toEqual(['2:unresolved', '3:unresolved']);
    const [second] = reading.records;
    expect(second === undefined ? '' : renderXml(second.tree)).toContain('event 2');
    expect(second?.event.time).not.toBeNull();
    expect(second === undefined ? null : textOf(second.event, 'EventRecordID')).toBe('2');
  });

  it('are told from others by their id: no other template is used', () => {
    const other = chunkOf(eventWith(20, { eventData: [['Other', 'one']] }));
    const reading = recover(overwritten(joinFile([two(1), other]), NESTED));
    for (const { event, tree } of reading.records) {
      if (event.recordId === '20') continue;
      expect(textOf(event, 'Other')).toBeNull();
      expect(renderXml(tree)).not.toContain('Name="Number"');
    }
  });

  it('of EventData are borrowed as well, and the System part is kept without them', () => {
    const alone = overwritten(joinFile([two(1)]), NESTED);
    const live = readAll(alone);
    expect(live.records.map(({ event }) => textOf(event, 'EventID'))).toEqual(['42', '42', '42']);
    expect(live.flaws.map(({ kind }) => kind)).toEqual(Array(3).fill('value-damaged'));
    expect(found(recover(alone))).toEqual(['2:unresolved', '3:unresolved']);

    const helped = recover(overwritten(joinFile([two(1), two(11)]), NESTED));
    // The first one holds the definition: its values cannot be found, but its System part is live.
    expect(found(helped)).toEqual(['2:recovered', '3:recovered']);
    expect(helped.records.map(({ event }) => textOf(event, 'Number'))).toEqual([
      ...[null, 'event 11', 'event 12', 'event 13'],
      ...['event 2', 'event 3'],
    ]);
  });

  it('are not borrowed from another file, whatever the store knows', () => {
    const templates = new TemplateStore();
    const donor = joinFile([two(11)]);
    const file = overwritten(joinFile([two(1)]), OUTER);
    recover(donor, templates);
    expect(summary(recover(file, templates))).toEqual(summary(recover(file)));
    expect(found(recover(file, templates))).toEqual(['2:unresolved', '3:unresolved']);
  });
});

describe('chunks without a header', () => {
  const chunks = writeChunks(numbered(12), { recordsPerChunk: 4 });
  const chunkStart = (index: number): number => FILE_HEADER_BYTES + index * CHUNK_BYTES;

  it('are read as recovered, once', () => {
    const file = joinFile(chunks);
    file.fill(0, chunkStart(1), chunkStart(1) + 512);
    for (const reading of [readAll(file), recover(file)]) {
      expect(reading.ids).toEqual(idsFrom(1, 12));
      expect(found(reading)).toEqual(idsFrom(5, 4).map((id) => `${id}:recovered`));
    }
  });

  it('are read behind zeros that cover the header and records', () => {
    const file = joinFile(chunks);
    const third = (offsetsOf(file)[6] ?? 0) + 8;
    file.fill(0, chunkStart(1) - 30_000, third);
    const reading = recover(file);
    // The definitions stood in the record that is gone: they are borrowed.
    expect(found(reading)).toEqual(['8:recovered']);
    expect(reading.ids).toEqual([...idsFrom(1, 4), ...idsFrom(9, 4), '8']);
  });
});

it('finds the same whatever files were read before with the same store', () => {
  const pieces = [
    () => writtenOver(chunkOf(...numbered(2, 50)), chunkOf(large(1), ...numbered(3, 2))),
    () => chunkOf(...numbered(3, 20)),
    () => chunkOf(eventWith(30, { eventData: [['Number', 'n'], ['B', 2]] })), // prettier-ignore
    () => chunkOf({ ...eventWith(40), plain: true }, ...numbered(2, 41)),
  ];
  const file = fc
    .tuple(
      fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }),
      fc.nat(3),
      fc.nat(9_000),
    )
    .map(([made, damage, at]) => {
      const bytes = joinFile(made.map((make) => make()));
      const definitions = definitionsIn(bytes);
      const victim = definitions[at % Math.max(1, definitions.length)];
      return damage > 0 && victim !== undefined ? overwritten(bytes, victim) : bytes;
    });
  fc.assert(
    fc.property(fc.array(file, { minLength: 1, maxLength: 4 }), (files) => {
      const templates = new TemplateStore();
      for (const bytes of files)
        expect(summary(recover(bytes, templates))).toEqual(summary(recover(bytes)));
    }),
    { numRuns: 60 },
  );
});

const summary = ({ records, flaws }: Reading): unknown => ({
  records: records.map(({ event, tree }): [string | null, string, ElementNode] => [
    event.recordId,
    event.recovery,
    tree,
  ]),
  flaws,
});
