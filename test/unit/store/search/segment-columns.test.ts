/** A segment's columns, kept by somebody else and read from whatever reader is open. */
import path from 'node:path';
import { expect, test } from 'vitest';
import type { FileTime } from '@shared/model/file-time';
import { SegmentColumns } from '@electron/store/search/segment-columns';
import { SPILL_FIELD } from '@electron/store/shard/shard-schema';
import { openShard, type ShardReader } from '@electron/store/shard/shard-reader';
import { ShardWriter } from '@electron/store/shard/shard-writer';
import { closing, type GivenEvent, recordOf } from '../../../fixtures/case-of-events';
import { temporaryFolder } from '../../../fixtures/temporary-folder';

function segmentOver(events: readonly GivenEvent[]): {
  columns: SegmentColumns;
  asked: number[];
  reopen: () => void;
} {
  const file = path.join(temporaryFolder(), 'a.events');
  const writer = new ShardWriter(file, 'json');
  events.forEach((event, at) => writer.add(recordOf(event, at)));
  writer.finish();
  let reader: ShardReader = openShard(file);
  closing.push(() => reader.close());
  const asked: number[] = [];
  const column = (field: number) => {
    if (field !== SPILL_FIELD) asked.push(field);
    return reader.column(0, field);
  };
  const reopen = (): void => {
    reader.close();
    reader = openShard(file);
  };
  const open = () => reader;
  const places = () => reader.places(0);
  const segment = () => reader.segment(0, open);
  return {
    columns: new SegmentColumns({
      key: '1.1.0',
      fields: reader.head.fields,
      ...{ open, segment, column, places },
    }),
    asked,
    reopen,
  };
}

const time = 5n as FileTime;

test('what was read stays good when the file is closed, and the rest comes from the next reader', () => {
  const { columns, reopen } = segmentOver([
    {
      time,
      fields: [
        ['A', 'x'],
        ['B', ['y', null]],
      ],
    },
  ]);
  const held = columns.column(1);
  reopen();
  expect(held?.valueAt(0)).toBe('x');
  expect(columns.fields(0)).toEqual([
    { name: 'A', value: 'x' },
    { name: 'B', value: ['y', null] },
  ]);
  expect(columns.fixed(0)).toMatchObject({ time, recordId: '1', offsetBytes: 0 });
  expect(columns.open().document(0)).toBe('{"A":"x","B":["y",null]}');
});

test('a field the segment lacks has no column and no value', () => {
  const { columns } = segmentOver([{ time, fields: [['A', 'x']] }]);
  expect(columns.column(2)).toBeNull();
  expect(columns.value(0, 'B')).toBeUndefined();
  expect(columns.spills).toBe(false);
});

test('what a segment holds grows with its events', () => {
  const event: GivenEvent = { time, fields: [['A', 'x']] };
  const one = segmentOver([event]).columns.heldBytes;
  const ten = segmentOver(Array.from({ length: 10 }, () => event)).columns.heldBytes;
  expect(ten).toBeGreaterThan(one);
});

test('fields that are not wanted, and those behind the last one taken, are not read', () => {
  const fields = ['A', 'B', 'C', 'D'].map((name) => [name, name.toLowerCase()] as const);
  const { columns, asked } = segmentOver([{ time, fields }]);
  for (const { name } of columns.fieldsNamed(0, (one) => one !== 'B')) if (name === 'C') break;
  expect(asked).toEqual([1, 3]);
});
