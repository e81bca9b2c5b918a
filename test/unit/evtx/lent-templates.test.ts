/** Templates lent from other files: which records they serve, how that is told, and when none is taken. */
import { openEvtx } from '@shared/evtx/evtx-reader';
import { isLendable, type LentTemplate, LentTemplates } from '@shared/evtx/lent-templates';
import { renderXml } from '@shared/evtx/render-xml';
import { textOf } from '@shared/model/event';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../fixtures/byte-source';
import { definitionsIn, guidIn, overwritten, renamed } from '../../fixtures/evtx/definitions';
import type { EventSpec } from '../../fixtures/evtx/event-stream';
import { eventWith, numbered, readAll, type Reading } from '../../fixtures/evtx-reading';
import { joinFile, type RecordSpec, writeChunks, writtenOver, zeroChunk } from '../../fixtures/evtx-writer'; // prettier-ignore

const chunkOf = (...records: readonly RecordSpec[]): Uint8Array => {
  const [chunk = zeroChunk()] = writeChunks(records);
  return chunk;
};
const logOf = (...records: readonly RecordSpec[]): Uint8Array => joinFile([chunkOf(...records)]);

/** Everything a file could lend, as if it were called so. */
function lendings(name: string, file: Uint8Array): LentTemplate[] {
  const reader = openEvtx(sourceOf(file));
  for (const _ of reader.records());
  return [...reader.definitions()]
    .filter(isLendable)
    .map(({ guid, slots, root }) => ({ guid, slots, root, seenIn: [name], files: 1 }));
}

const recover = (file: Uint8Array, ...lent: readonly LentTemplate[]): Reading =>
  readAll(file, { recover: true, lent: new LentTemplates(lent) });

/** `id:how` of what was not live, in order. */
const found = ({ records }: Reading): string[] =>
  records
    .filter(({ event }) => event.recovery !== 'live')
    .map(({ event }) => `${event.recordId}:${event.recovery}`);

const told = ({ records, flaws }: Reading): unknown => [records.map(({ tree }) => tree), flaws];

const numbers = ({ records }: Reading): (string | null)[] =>
  records.map(({ event }) => textOf(event, 'Number'));

const whole = logOf(...numbered(3));
const [OUTER = 0, NESTED = 0] = definitionsIn(whole);
const donor = lendings('donor.evtx', logOf(...numbered(4, 40)));

describe('a record whose template is nowhere in its file', () => {
  it('is read with that of another file, graded and told with its GUID', () => {
    const reading = recover(overwritten(whole, OUTER), ...donor);
    expect(found(reading)).toEqual(['2:borrowed', '3:borrowed']);
    expect(numbers(reading)).toEqual(['event 2', 'event 3']);
    const guids = new Set(donor.map(({ guid }) => guid));
    for (const { tree, event } of reading.records) {
      const guid = /<\?borrowed (\{[\da-f-]{36}\})\?>/.exec(renderXml(tree))?.[1];
      expect(guids).toContain(guid);
      // No field says so: nothing of another file may be hunted as if this one had said it.
      expect(event.names).toEqual(readAll(whole).records[0]?.event.names);
    }
  });

  it('is told as a flaw of the file, once for each template, with where it is from', () => {
    const { flaws } = recover(overwritten(whole, OUTER), ...donor);
    expect(flaws.map(({ kind }) => kind)).toEqual([
      ...['record-damaged', 'template-missing', 'template-missing', 'template-borrowed'],
    ]);
    expect(flaws.at(-1)?.reason).toMatch(/^2 events read with template \{.*\} of donor\.evtx$/);
    expect(flaws[1]?.reason).toMatch(/taken from another file of the case/);
  });

  it('borrows the template of its EventData alone, where only that is gone', () => {
    const reading = recover(overwritten(whole, NESTED), ...donor);
    expect(found(reading)).toEqual(['2:borrowed', '3:borrowed']);
    expect(numbers(reading)).toEqual([null, 'event 2', 'event 3']);
  });

  it('keeps bare values of what no file has, whatever else was borrowed', () => {
    const outerAlone = donor.filter(({ root }) => root.name === 'Event');
    const both = overwritten(overwritten(whole, OUTER), NESTED);
    const reading = recover(both, ...outerAlone);
    expect(found(reading)).toEqual(['2:unresolved', '3:unresolved']);
    const [first] = reading.records;
    const xml = first === undefined ? '' : renderXml(first.tree);
    expect(xml).toContain('<Computer>WS-ALVA.norte.example</Computer>');
    expect(xml).toContain('<?borrowed');
    expect(xml).toContain('<UnresolvedTemplate');
  });

  it('in slack is read so too, and tells nothing twice', () => {
    const own = (id: number): EventSpec => eventWith(id, { eventData: [['Own', `own ${id}`]] });
    const old = chunkOf(
      eventWith(1, { eventData: [['Own', 'b'.repeat(3_000)]] }),
      ...[own(2), own(3), own(50)],
    );
    const file = joinFile([writtenOver(chunkOf(...numbered(2, 50)), old)]);
    expect(found(recover(file))).toEqual(['2:unresolved', '3:unresolved']);
    const reading = recover(file, ...lendings('own.evtx', logOf(own(7))));
    expect(found(reading)).toEqual(['2:borrowed', '3:borrowed']);
    expect(reading.records.map(({ event }) => textOf(event, 'Own'))).toContain('own 3');
    expect(reading.flaws.map(({ kind }) => kind)).toEqual(['template-borrowed']);
  });
});

describe('no template of another file is taken', () => {
  const broken = overwritten(whole, NESTED);
  const untouched = found(recover(broken));

  it('where its id is another', () => {
    const other = lendings('other.evtx', logOf(eventWith(9, { eventData: [['Other', 'one']] })));
    const reading = recover(broken, ...other);
    expect(found(reading)).toEqual(untouched);
    expect(reading.records.map(({ tree }) => renderXml(tree)).join()).not.toContain('Other');
  });

  it('where it needs more values than the record has', () => {
    const wide = logOf(eventWith(9, { eventData: [['Number', 'n'], ['More', 'm']] })); // prettier-ignore
    const [, definition = 0] = definitionsIn(wide);
    const forged = lendings('wide.evtx', renamed(wide, definition, guidIn(whole, NESTED)));
    expect(found(recover(broken, ...forged))).toEqual(untouched);
  });

  it('where two files have different ones of that id, which is told', () => {
    const other = logOf(eventWith(9, { eventData: [['Other', 'one']] }));
    const [, definition = 0] = definitionsIn(other);
    const forged = lendings('forged.evtx', renamed(other, definition, guidIn(whole, NESTED)));
    expect(forged.some(({ guid }) => donor.some((one) => one.guid === guid))).toBe(true);
    // Alone it fits and would be taken: only the other one tells that one of them is wrong.
    expect(recover(broken, ...forged).records.at(-1)?.event.names).toContain('Other');
    const reading = recover(broken, ...donor, ...forged);
    expect(found(reading)).toEqual(untouched);
    const disputes = reading.flaws.filter(({ kind }) => kind === 'template-disputed');
    expect(disputes.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/different templates 0x[\da-f]+; none was taken for 2 events$/),
    ]);
  });

  it('where the record does not agree with what comes out', () => {
    const file = overwritten(whole, OUTER);
    const { records } = recover(file);
    const last = records.at(-1)?.event.offsetBytes ?? 0;
    file[last + 8] = 77;
    expect(found(recover(file, ...donor))).toEqual(['2:borrowed', '77:unresolved']);
  });

  it('where the file has its own of that id elsewhere', () => {
    const file = joinFile([overwritten(whole, OUTER).slice(4_096), chunkOf(...numbered(3, 11))]);
    expect(found(recover(file))).toEqual(['2:recovered', '3:recovered']);
    expect(told(recover(file, ...donor))).toEqual(told(recover(file)));
  });
});

it('what names are overwritten of, and what holds a stream of its record, is not lent', () => {
  const file = logOf(...numbered(1));
  expect(lendings('a', file)).toHaveLength(2);
  file[Buffer.from(file).indexOf(Buffer.from('EventData', 'utf16le'))] = 'e'.charCodeAt(0);
  expect(lendings('a', file)).toHaveLength(1);
});

it('lending changes unresolved events only, and never how many there are', () => {
  const pieces = [
    () => writtenOver(chunkOf(...numbered(2, 50)), chunkOf(...numbered(6, 2))),
    () => chunkOf(...numbered(3, 20)),
    () => chunkOf(eventWith(30, { eventData: [['Number', 'n'], ['B', 2]] })), // prettier-ignore
  ];
  const damaged = fc
    .tuple(fc.array(fc.nat(2), { minLength: 1, maxLength: 3 }), fc.array(fc.nat(9_000)))
    .map(
      ([made, hits]) =>
      hits.reduce((bytes, hit) => {
        const all = definitionsIn(bytes);
        const victim = all[hit % Math.max(1, all.length)];
        return victim === undefined ? bytes : overwritten(bytes, victim);
      }, joinFile(made.map((at) => (pieces[at] ?? zeroChunk)()))), // prettier-ignore
    );
  const lent = pieces.flatMap((make) => lendings('a', joinFile([make()])));
  const once = [...new Map(lent.map((one) => [JSON.stringify(one), one])).values()];
  fc.assert(
    fc.property(damaged, (file) => {
      const [before, after] = [recover(file), recover(file, ...once)];
      expect(after.ids).toEqual(before.ids);
      before.records.forEach((record, at) => {
        if (record.event.recovery !== 'unresolved')
          expect(after.records[at]?.tree).toEqual(record.tree);
      });
    }),
    { numRuns: 40 },
  );
});
