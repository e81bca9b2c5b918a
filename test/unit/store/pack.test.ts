/** A file in a pack is read exactly as its own shard was. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EventRecord, type FieldValue, RECOVERIES } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import { CaseScopeError } from '@shared/model/errors';
import { type Flaw, FLAW_KINDS } from '@shared/model/flaw';
import { fileId, generation, packId } from '@shared/model/ids';
import { packPath } from '@electron/store/case-paths';
import type { StoredGeneration } from '@electron/store/event-store';
import { openGeneration } from '@electron/store/shard/open-generation';
import { openPack } from '@electron/store/shard/pack-reader';
import { shapesIn } from '@electron/store/outline/value-shape';
import { isPackable, PackWriter } from '@electron/store/shard/pack-writer';
import { openShard } from '@electron/store/shard/shard-reader';
import { ShardWriter } from '@electron/store/shard/shard-writer';
import { type MemberFacts, partOf } from '@electron/store/shard/pack-member';
import { compress, decompress } from '@electron/store/compression';
import { openReader, openWriter } from '@electron/store/sqlite';
import { makeOlderPack } from '../../fixtures/older-pack';
import { segmentOfTimes } from '../../fixtures/segment-of-times';
import { temporaryFolder } from '../../fixtures/temporary-folder';

/** A record that says nothing. */
const NO_FIELDS: Omit<EventRecord, 'document'> = {
  ...{ names: [], values: [], time: null, recordId: null, offsetBytes: 0 },
  recovery: 'live',
  rawTexts: () => [],
};

/** UTF-8 holds it as it is. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

/** Any UTF-16, lone surrogates, NUL and line ends among it. */
const anyText = fc
  .array(fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 10, 13, 0xd800, 0xdfff, 0x41)))
  .map((units) => String.fromCharCode(...units));
const anyValue: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.constantFrom('a', 'b', 'shared'),
  anyText,
  fc.constant(null),
  fc.array(fc.option(anyText)),
);
const ticks = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn });
const anyEvent: fc.Arbitrary<EventRecord> = fc
  .record({
    fields: fc.uniqueArray(
      fc.tuple(fc.constantFrom('A', 'a', 'B', 'C', 'Computer', 'constructor'), anyValue),
      { selector: ([name]) => name, maxLength: 5 },
    ),
    time: fc.option(ticks.map((time) => time as FileTime)),
    recordId: fc.option(ticks.map(String)),
    offsetBytes: fc.maxSafeNat(),
    recovery: fc.constantFrom(...RECOVERIES),
    document: fc.string({ unit: 'binary', maxLength: 300 }).filter(isWellFormed),
    rawTexts: fc.array(anyText, { maxLength: 3 }),
  })
  .map(({ fields, document, rawTexts, ...rest }) => ({
    ...rest,
    names: fields.map(([name]) => name),
    values: fields.map(([, value]) => value),
    document: () => Buffer.from(document),
    rawTexts: () => rawTexts,
  }));
const anyFlaw: fc.Arbitrary<Flaw> = fc.record({
  kind: fc.constantFrom(...FLAW_KINDS),
  offsetBytes: fc.nat(),
  reason: anyText.filter((one) => isWellFormed(one) && !one.includes('\0')),
  recordLost: fc.boolean(),
});
interface Log {
  readonly events: readonly EventRecord[];
  readonly flaws: readonly Flaw[];
  readonly kind: 'tree' | 'json';
}
const anyLog: fc.Arbitrary<Log> = fc.record({
  events: fc.array(anyEvent, { maxLength: 9 }),
  flaws: fc.array(anyFlaw, { maxLength: 3 }),
  kind: fc.constantFrom('tree', 'json'),
});

function writeShard(file: string, { events, flaws, kind }: Log): string {
  const writer = new ShardWriter(file, kind);
  for (const event of events) writer.add(event);
  for (const flaw of flaws) writer.addFlaw(flaw);
  writer.finish();
  return file;
}

/** Everything a generation says, field ids and the order of values included. */
function told(stored: StoredGeneration): unknown {
  const { segmentCount, fields, documentKind, summary } = stored.head;
  return {
    ...{ names: fields.names, documentKind, summary, count: stored.count },
    events: [...stored.events()],
    documents: Array.from({ length: stored.count }, (_, event) => stored.document(event)),
    segments: Array.from({ length: segmentCount }, (_, id) =>
      stored.fieldsIn(id).map((field) => {
        const column = stored.column(id, field);
        return [field, column?.entries, column === null ? null : [...column.codes]];
      }),
    ),
    rawTexts: Array.from({ length: segmentCount }, (_, id) => {
      const column = stored.rawTexts(id);
      return column === null ? null : { entries: column.entries, codes: [...column.codes] };
    }),
    wide: Array.from({ length: segmentCount }, (_, id) =>
      stored.fieldsIn(id).map((field) => stored.column(id, field)?.codes.BYTES_PER_ELEMENT),
    ),
    ...{ flaws: stored.flaws(0, 10), later: stored.flaws(1, 2), kinds: stored.flawKinds() },
  };
}

const placeOf = (at: number) => ({
  ...{ file: fileId(at + 1), generation: generation(3), pack: null },
});

function packOf(files: readonly string[], segmentEvents?: number): string {
  const file = path.join(temporaryFolder(), 'p.events');
  const writer = new PackWriter(file, segmentEvents);
  files.forEach((one, at) => {
    const shard = openShard(one);
    writer.add(placeOf(at), shard);
    shard.close();
  });
  writer.finish();
  return file;
}

test('a member tells what its own shard told, also when it was packed twice, and in packs of earlier versions', () => {
  const folder = temporaryFolder();
  fc.assert(
    fc.property(
      fc.array(anyLog, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 20 }),
      (logs, segmentEvents) => {
        const files = logs.map((log, at) => writeShard(path.join(folder, `${at}.events`), log));
        const pack = openPack(packOf(files, segmentEvents));
        const twice = path.join(folder, 'twice.events');
        const again = new PackWriter(twice, segmentEvents + 3);
        logs.toReversed().forEach((_, turned) => {
          const place = placeOf(logs.length - 1 - turned);
          again.add(place, pack.member(place.file, place.generation));
        });
        again.finish();
        const packedTwice = openPack(twice);
        files.forEach((file, at) => {
          const shard = openShard(file);
          const expected = told(shard);
          shard.close();
          for (const one of [pack, packedTwice]) {
            const { file: id, generation: made } = placeOf(at);
            expect(told(one.member(id, made))).toEqual(expected);
          }
        });
        pack.close();
        packedTwice.close();
        makeOlderPack(twice, 2);
        const older = openPack(twice);
        files.forEach((file, at) => {
          const shard = openShard(file);
          const { file: id, generation: made } = placeOf(at);
          expect(told(older.member(id, made))).toEqual(told(shard));
          shard.close();
        });
        older.close();
      },
    ),
    { numRuns: 60 },
  );
});

const event = (names: readonly string[]): EventRecord => ({
  names,
  values: names.map((name) => `of ${name}`),
  ...{ time: null, recordId: null, offsetBytes: 0, recovery: 'live' },
  document: () => Buffer.from('{}'),
  rawTexts: () => [],
});
const log = (...events: readonly EventRecord[]): Log => ({ events, flaws: [], kind: 'json' });
const many = (count: number, prefix: string): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}${at}`);

test('a pack tells what its segments have in no index, one of an earlier version does not', () => {
  const file = path.join(temporaryFolder(), 'own.events');
  const { values: _, ...one } = event(['Ip']);
  writeShard(file, log({ ...one, values: ['10.0.0.5'] }));
  const packed = packOf([file]);
  const told = (): boolean[] => {
    const pack = openPack(packed);
    const answers = ['10.0.0.7', '{12ab}'].map((text) =>
      pack.mayHaveUnindexed(0, 'ip', shapesIn(text)),
    );
    pack.close();
    return answers;
  };
  expect(told()).toEqual([true, false]);
  makeOlderPack(packed, 2);
  expect(told()).toEqual([true, true]);
});

test('only small files of one segment without spilled fields can be packed', () => {
  const folder = temporaryFolder();
  const packable = (name: string, given: Log): boolean => {
    const shard = openShard(writeShard(path.join(folder, name), given));
    const answer = isPackable(shard);
    shard.close();
    return answer;
  };
  const one = event(['A']);
  expect(packable('small', log(...Array.from({ length: 5_000 }, () => one)))).toBe(true);
  expect(packable('large', log(...Array.from({ length: 5_001 }, () => one)))).toBe(false);
  expect(packable('none', log())).toBe(true);
  expect(packable('wide', log(event(many(4_000, 'F'))))).toBe(true);
  expect(packable('spilling', log(event(many(4_001, 'F'))))).toBe(false);
});

test('a pack has room for four thousand fields of all its files together', () => {
  const folder = temporaryFolder();
  const writer = new PackWriter(path.join(folder, 'p.events'));
  const shards = ['A', 'B', 'A'].map((prefix, at) =>
    openShard(writeShard(path.join(folder, `${at}`), log(event(many(2_500, prefix))))),
  );
  const [first, second, third] = shards;
  if (first === undefined || second === undefined || third === undefined) throw new Error();
  writer.add(placeOf(0), first);
  expect([writer.hasRoomFor(second), writer.hasRoomFor(third)]).toEqual([false, true]);
  writer.abandon();
  for (const shard of shards) shard.close();
});

test('damage is told as damage: a file that is not there, a member beyond its segment', () => {
  const folder = temporaryFolder();
  const shard = writeShard(path.join(folder, 's'), log(event(['A']), event(['A'])));
  const file = packOf([shard]);
  const pack = openPack(file);
  expect(() => pack.member(fileId(9), generation(3))).toThrow(CaseScopeError);
  pack.close();
  const writer = openWriter(file);
  writer.exec('UPDATE member SET first_event = 1');
  writer.close();
  const damaged = openPack(file);
  const member = damaged.member(fileId(1), generation(3));
  expect(() => member.segment(0)).toThrow(CaseScopeError);
  expect(() => [...member.events()]).toThrow(CaseScopeError);
  damaged.close();
  expect(() => openPack(shard)).toThrow(CaseScopeError);
  expect(() => openShard(file)).toThrow(CaseScopeError);
});

test('packs are kept open between their members, and another file under the same path is seen', () => {
  const caseDir = temporaryFolder();
  const at = (pack: number, file: number): string => {
    const place = { file: fileId(file), generation: generation(3), pack: packId(pack) };
    const stored = openGeneration(caseDir, place);
    const [first] = [...stored.events()];
    stored.close();
    return String(first?.values[0]);
  };
  const write = (pack: number, ...names: readonly string[]): void => {
    const files = names.map((name) =>
      writeShard(path.join(temporaryFolder(), 's'), log(event([name]))),
    );
    fs.mkdirSync(path.dirname(packPath(caseDir, packId(pack))), { recursive: true });
    fs.renameSync(packOf(files), packPath(caseDir, packId(pack)));
  };
  write(1, 'A', 'B');
  write(2, 'C');
  const members = [at(1, 1), at(2, 1), at(1, 2), at(1, 1)];
  expect(members).toEqual(['of A', 'of C', 'of B', 'of A']);
  write(1, 'D');
  expect(at(1, 1)).toBe('of D');
  expect(() => at(1, 2)).toThrow(CaseScopeError);
  expect(() => at(3, 1)).toThrow(CaseScopeError);
});

test('a pack has small blocks of records, packed thoroughly, and small pages', () => {
  const folder = temporaryFolder();
  const shard = path.join(folder, 'shard');
  const writer = new ShardWriter(shard, 'json');
  const document = (at: number): Buffer =>
    Buffer.from(
      `{"EventID":"${at % 7}","User":"u${at % 31}","Path":"C:\\\\Windows\\\\${at * 7_919}"}`,
    );
  for (let at = 0; at < 300; at++) writer.add({ ...NO_FIELDS, document: () => document(at) });
  writer.finish();
  const file = path.join(folder, 'pack');
  const pack = new PackWriter(file);
  const stored = openShard(shard);
  pack.add({ file: fileId(1), generation: generation(1), pack: null }, stored);
  pack.finish();
  stored.close();
  const reader = openReader(file);
  expect(reader.prepare('PRAGMA page_size').get()).toEqual({ page_size: 2_048 });
  const blocks = reader.prepare('SELECT first_event, bytes, packed FROM document').all();
  expect(blocks.map((block) => block['first_event'])).toEqual([0, 64, 128, 192, 256]);
  for (const { bytes, packed } of blocks) {
    const records = decompress(packed as Uint8Array, Number(bytes));
    expect(compress(records, 'thorough').equals(packed as Uint8Array)).toBe(true);
  }
  reader.close();
});

test("the part of a segment that is a member's is one object as long as the segment is", () => {
  const segment = segmentOfTimes(0, [1n, 2n, 3n] as FileTime[]);
  const member: MemberFacts = {
    ...{ file: 1, generation: 1, segment: 0, firstEvent: 1, events: 2 },
    ...{ fieldIds: new Uint16Array(), flaws: { behind: 0, count: 0 } },
    documentKind: 'json',
  };
  expect(partOf(segment, member)).toBe(partOf(segment, { ...member }));
  expect(partOf(segment, { ...member, events: 1 }).events).toBe(1);
  expect(partOf(segment, { ...member, events: 0 }).events).toBe(0);
});
