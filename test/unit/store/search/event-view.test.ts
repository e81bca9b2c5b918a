/** A row read from its record shows what its columns hold. */
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventRecord } from '@shared/model/event';
import { type EventView, eventView } from '@electron/store/search/event-view';
import { SegmentColumns } from '@electron/store/search/segment-columns';
import { openShard } from '@electron/store/shard/shard-reader';
import { ShardWriter } from '@electron/store/shard/shard-writer';
import { recordStreams } from '../../../fixtures/evtx/random-records';
import { readAll, SOME_TIME } from '../../../fixtures/evtx-reading';
import { writeEvtx } from '../../../fixtures/evtx-writer';
import { temporaryFolder } from '../../../fixtures/temporary-folder';

const folder = temporaryFolder();
let shards = 0;

function stored(events: readonly EventRecord[]): { columns: SegmentColumns; close: () => void } {
  const file = path.join(folder, `${shards++}.events`);
  const writer = new ShardWriter(file, 'tree');
  for (const event of events) writer.add(event);
  writer.finish();
  const reader = openShard(file);
  const columns = new SegmentColumns({
    ...{ key: '1.1.0', fields: reader.head.fields, open: () => reader },
    segment: () => reader.segment(0),
    column: (field) => reader.column(0, field),
    places: () => reader.places(0),
  });
  return { columns, close: () => reader.close() };
}

/** SQLite keeps names in UTF-8, which has no half of a surrogate pair; a record has it. */
const asKept = (name: string): string => Buffer.from(name).toString('utf8');

const fieldsIn = (view: EventView) =>
  [...view.fieldsNamed(() => true)]
    .map(({ name, value }) => ({ name: asKept(name), value }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

function compare(columns: SegmentColumns): void {
  for (let at = 0; at < columns.events; at++) {
    const byRecord = eventView(columns, at, 'tree');
    const byColumns = eventView(columns, at, 'json');
    const fields = fieldsIn(byColumns);
    expect(fieldsIn(byRecord)).toEqual(fields);
    for (const { name, value } of fields)
      if (!name.includes('\ufffd')) expect(byRecord.value(name)).toEqual(value);
    expect(byRecord.value('no such field')).toBeUndefined();
  }
}

test('of any record', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(recordStreams, (streams) => {
      const records = streams.map((stream, at) => ({ recordId: at + 1, time: SOME_TIME, stream }));
      const events = readAll(writeEvtx({ records })).records.map(({ event }) => event);
      if (events.length === 0) return;
      const { columns, close } = stored(events);
      compare(columns);
      close();
    }),
    { numRuns: 100 },
  );
});

test('a record that cannot be read leaves what its columns hold', () => {
  const event: EventRecord = {
    ...{ names: ['Image'], values: ['cmd.exe'], offsetBytes: 0, recordId: '1', time: SOME_TIME },
    ...{ recovery: 'live', document: () => Buffer.from('["Event", 0, {}]') },
    rawTexts: () => [],
  };
  const { columns, close } = stored([event]);
  expect(fieldsIn(eventView(columns, 0, 'tree'))).toEqual([{ name: 'Image', value: 'cmd.exe' }]);
  close();
});
