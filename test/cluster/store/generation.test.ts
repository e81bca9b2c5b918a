/** A generation is given back by the cluster as a shard gives it back. */
import { describe, expect, it } from 'vitest';
import { FIRST_VALUE_CODE, valueAt } from '@shared/model/columns';
import type { StoredGeneration } from '@electron/store/event-store';
import { SegmentEventColumns } from '@electron/store/segment-event-columns';
import { writeEvtx } from '../../fixtures/evtx-writer';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { bothStores, evidence, PLACE, readInto } from './stores';

/** Everything one can ask of it, whatever segments it has. */
function told(stored: StoredGeneration): object {
  const columns = new Map<string, unknown[]>();
  const rows: unknown[] = [];
  for (let id = 0; id < stored.head.segmentCount; id++) {
    const segment = stored.segment(id);
    const places = stored.places(id);
    const events = new SegmentEventColumns(stored, id, segment.events);
    for (let at = 0; at < segment.events; at++)
      rows.push([segment.hasTime[at] === 1 ? segment.times[at] : null, segment.recovered[at], places.offsets.at(at), places.hasRecordId[at] === 1 ? places.recordIds.at(at) : null]); // prettier-ignore
    for (const name of events.names) {
      const column = events.column(name);
      if (column === null) continue;
      const values = columns.get(name) ?? [];
      columns.set(name, values);
      for (let at = 0; at < segment.events; at++)
        values[segment.firstEvent + at] = valueAt(column, at);
      expect(column.entries.length + FIRST_VALUE_CODE).toBeGreaterThan(
        Math.max(0, ...column.codes),
      );
    }
  }
  const { documentKind, summary } = stored.head;
  return {
    ...{
      documentKind,
      summary,
      count: stored.count,
      columns: [...columns].toSorted(([a], [b]) => (a < b ? -1 : 1)),
      rows,
    },
    events: [...stored.events()],
    documents: rows.map((_, event) => JSON.parse(stored.document(event)) as unknown),
    flaws: [stored.flaws(0, 10), stored.flaws(1, 3), stored.flawKinds()],
  };
}

/** @returns both answers, of the shard and of the cluster */
function answers(file: string): [object, object] {
  const [shard, cluster] = bothStores().map((store) => {
    const { summary } = readInto(store, file);
    const stored = store.read(PLACE);
    const all = { summary, ...told(stored) };
    stored.close();
    return all;
  });
  return [shard ?? {}, cluster ?? {}];
}

const line = (event: object): string => `${JSON.stringify(event)}\n`;
const many = Array.from({ length: 4_100 }, (_, at): [string, unknown] => [`Field${at}`, at]);

describe('a generation', () => {
  it('of many events has the same columns, events and records', () => {
    const file = writeNdjson(evidence('many.ndjson', ''), 20_000);
    const [shard, cluster] = answers(file);
    expect(cluster).toEqual(shard);
  });

  it('of hostile values, of damaged lines and of more fields than there may be, is the same', () => {
    const lines = [
      line({
        time: '2026-01-01T00:00:00Z',
        a: '\ud800x',
        '\u0001b\u0002': '\u0000',
        __proto__x: null,
      }),
      '{"time":"2026-01-01T00:00:01Z","__proto__":"own","list":["x",null,"","\\udc00"],"EventID":1}\n',
      '{"time":"1600-01-01T00:00:00Z","deep":{"a":{"b":["1",2,true,null]}}}\n',
      '{broken\n',
      line({ long: 'é'.repeat(40_000), time: '2500-01-01T00:00:00.1234567Z' }),
      line({ none: 1 }),
      '{also broken\n',
      line(Object.fromEntries(many)),
      line({ Field4099: 'spilled', other: 'x' }),
    ];
    const [shard, cluster] = answers(evidence('hostile.ndjson', lines.join('')));
    expect(cluster).toEqual(shard);
  });

  it('without any event is one', () => {
    const [shard, cluster] = answers(evidence('empty.evtx', writeEvtx({ records: [] })));
    expect(cluster).toEqual(shard);
  });
});
