import fc from 'fast-check';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MOST_LISTED_VALUES, SHARD_OUTLINE } from '@shared/contract/shard-outline';
import { textsOf } from '@shared/model/columns';
import { parseNetwork } from '@shared/model/ip-address';
import { foldCase } from '@shared/model/fold-case';
import { Outline } from '@electron/store/outline/outline';
import { outlineOf } from '@electron/store/outline/outline-of';
import { networkExactKey } from '@electron/store/outline/exact-values';
import { hashKey, trigramKeysOf } from '@electron/store/outline/filter-keys';
import { isUnindexed, shapesOf } from '@electron/store/outline/value-shape';
import { openShard } from '@electron/store/shard/shard-reader';
import { ShardWriter } from '@electron/store/shard/shard-writer';
import { type GivenEvent, recordOf } from '../../../fixtures/case-of-events';
import { temporaryFolder } from '../../../fixtures/temporary-folder';
import { randomEvent } from '../search/random-events';

function written(events: readonly GivenEvent[]) {
  const shard = path.join(temporaryFolder(), '1.1.events');
  const writer = new ShardWriter(shard, 'json');
  events.forEach((event, at) => writer.add(recordOf(event, at)));
  return { shard, ...writer.finish() };
}

const shapes = (text: string): number[] => {
  const found: number[] = [];
  shapesOf(text, (shape) => found.push(shape));
  return found;
};

describe('the outline of a shard', () => {
  it('has whatever its events have', () => {
    const events = fc.array(randomEvent, { maxLength: 12 });
    fc.assert(
      fc.property(events, (given) => {
        const { outline } = written(given);
        expect(SHARD_OUTLINE.parse(outline)).toEqual(outline);
        const asked = new Outline(outline);
        for (const [name, value] of given.flatMap(({ fields }) => fields)) {
          const field = name.toLowerCase();
          expect(asked.mayHaveField(field)).toBe(true);
          for (const text of value === null ? [] : textsOf(value)) {
            const folded = foldCase(text);
            expect(asked.mayHaveValue(field, folded)).toBe(true);
            expect(asked.mayHaveTrigrams(trigramKeysOf(folded))).toBe(true);
            expect(asked.listed(field)?.values.includes(text) ?? true).toBe(true);
            if (isUnindexed(text)) expect(asked.mayHaveUnindexed(field, shapes(folded))).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('tells whole hashes and addresses from their parts', () => {
    const [md5, sha256] = ['0123456789abcdef'.repeat(2), '89abcdef'.repeat(8)];
    const { outline } = written([
      { time: null, fields: [['Hashes', `MD5=${md5.toUpperCase()},SHA256=${sha256}`]] },
      { time: null, fields: [['a', ['x', 'from [fe80::1%4] to ::ffff:10.20.3.70:443']]] },
      { time: null, fields: [['b', 'scan_10.20.5.1_x.xml']] },
      { time: null, fields: [['b', `${md5}9`]] },
    ]);
    const asked = new Outline(outline);
    const hasNetwork = (written: string): boolean => {
      const network = parseNetwork(written);
      const key = network === null ? null : networkExactKey(network);
      return key === null || asked.mayHaveExact(key);
    };
    expect([md5, sha256].map((one) => asked.mayHaveExact(hashKey(one)))).toEqual([true, true]);
    const others = Array.from({ length: 200 }, (_, at) => `${at}`.padStart(32, md5));
    const wrong = others.filter((one) => asked.mayHaveExact(hashKey(one)));
    expect(wrong.length).toBeLessThan(20);
    const present = ['10.20.3.70', '10.20.3.64/26', 'fe80::1', '10.0.0.0/8', '10.20.5.1'];
    expect(present.filter((one) => !hasNetwork(one))).toEqual([]);
    const absent = Array.from({ length: 200 }, (_, at) => `10.20.4.${at}`);
    expect(absent.filter(hasNetwork).length).toBeLessThan(20);
  });

  it('is the same when it is made up from the shard', () => {
    fc.assert(
      fc.property(fc.array(randomEvent, { maxLength: 12 }), (given) => {
        const { shard, outline } = written(given);
        const reader = openShard(shard);
        expect(outlineOf(reader)).toEqual(outline);
        reader.close();
      }),
      { numRuns: 40 },
    );
  });

  it('says where every event has a text', () => {
    const on = (...fields: [string, string | null][]): GivenEvent => ({ time: null, fields });
    const { outline } = written([
      on(['Channel', 'Security'], ['EventID', '1'], ['Computer', 'a']),
      on(['Channel', 'System'], ['EventID', null], ['computer', 'b']),
    ]);
    expect(outline.listed).toEqual([
      { name: 'channel', values: ['Security', 'System'], isEverywhere: true },
      { name: 'eventid', values: ['1'], isEverywhere: false },
      { name: 'computer', values: ['a', 'b'], isEverywhere: false },
    ]);
  });

  it('knows nothing where there is too much', () => {
    const wide = Array.from({ length: 4_100 }, (_, at): [string, string] => [`F${at}`, 'x']);
    expect(written([{ time: null, fields: wide }]).outline).toEqual({
      events: { segments: 1, timed: 0 },
      listed: [],
      filter: null,
      exact: null,
    });
    const computers = Array.from({ length: MOST_LISTED_VALUES + 1 }, (_, at): GivenEvent => ({
      time: null,
      fields: [['Computer', `PC-${at}`]],
    }));
    const { outline } = written(computers);
    expect(outline.listed).toEqual([]);
    expect(new Outline(outline).mayHaveValue('computer', 'pc-none')).toBe(false);
  });
});
