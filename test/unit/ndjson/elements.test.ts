import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elements } from '@shared/ndjson/elements';
import { TextBlocks } from '@shared/ndjson/text-blocks';
import { sourceOf } from '../../fixtures/byte-source';
import { bytesOf, fieldsOf, readAll, utf16 } from './bytes';

const read = (text: string) => {
  const { events, flaws } = readAll(bytesOf(text), 'array');
  return {
    ids: events.map((event) => fieldsOf(event)['id']),
    flaws: flaws.map(({ kind, lineNumber, offsetBytes }) => [kind, lineNumber, offsetBytes]),
    reasons: flaws.map((flaw) => flaw.reason),
  };
};

/** Ways one element goes bad; each as the text that stands for the element with id 2. */
const BROKEN = [
  '{"id":2,"a":"no end}',
  '{"id":2,"a":[1,2}',
  '{"id":2,"a":{"b":1}',
  '{"id":2,,"a":1}',
  '{"id":2,"a":nul}',
  '{"id":2,"a":"\\x"}',
  '{"id":2 "a":1}',
  '{"id":2,"a":\'x\'}',
  '{"id":2,"list":[{"id":7,"x":1},{"id":8,"x":]}',
  '{id:2}',
  'undefined',
  '<id>2</id>',
];

describe('one broken element does not take the rest', () => {
  test.each(BROKEN)('an element a line: %s', (broken) => {
    const text = `[\n{"id":1,"a":0},\n${broken},\n{"id":3,"a":0},\n{"id":4,"a":0}\n]`;
    const { ids, flaws } = read(text);
    expect(ids).toEqual(['1', '3', '4']);
    expect(flaws).toHaveLength(1);
    expect(flaws[0]?.slice(1)).toEqual([3, 18]);
  });

  test.each(BROKEN.filter((broken) => !broken.includes('"id":7')))(
    'all on one line: %s',
    (broken) => {
      const { ids, flaws } = read(`[{"id":1,"a":0},${broken},{"id":3,"a":0},{"id":4,"a":0}]`);
      expect(ids).toEqual(['1', '3', '4']);
      expect(flaws).toHaveLength(1);
    },
  );

  test('pretty-printed, with objects inside the broken one', () => {
    const pretty = [1, 2, 3].map((id) => ({ id, list: [{ id: 70 + id }, { id: 80 + id }] }));
    const text = JSON.stringify(pretty, null, 2);
    const broken = text.replace('"id": 2,', '"id": 2 "x" oops,');
    expect(read(broken).ids).toEqual(['1', '3']);
    const bare = broken.slice(1, -1).replaceAll(/^ {2}/gm, '').replaceAll(/^\},$/gm, '}');
    expect(read(bare).ids).toEqual(['1', '3']);
  });

  test('the first element', () => {
    expect(read('[{"id":1,"a":},{"id":2},{"id":3}]').ids).toEqual(['2', '3']);
    expect(read('[\n{"id":1,"a":"no end},\n{"id":2},\n{"id":3}\n]').ids).toEqual(['2', '3']);
  });

  test('a stray bracket behind a whole element', () => {
    const { ids, flaws } = read('[{"id":1},{"id":2}},{"id":3}]');
    expect([ids, flaws]).toEqual([['1', '2', '3'], [['line-not-json', 1, 18]]]);
  });

  test('the flaw names the places', () => {
    const { reasons } = read('[{"id":1},{"id":2,"a":},{"id":3}]');
    expect(reasons).toEqual([
      'the element breaks at byte 22 (it is not JSON); reading went on at byte 24 of the text',
    ]);
  });
});

test('elements that are no objects are flaws of their own', () => {
  const { ids, flaws } = read('[{"id":1}, 7, null, "x", [1,2], {"id":2}]');
  expect(ids).toEqual(['1', '2']);
  expect(flaws.map(([kind]) => kind)).toEqual(Array(4).fill('line-not-object'));
});

test('an array that is not closed says so, also between elements', () => {
  expect(read('[{"id":1},{"id":2}').flaws).toEqual([['array-cut-short', 1, 18]]);
  expect(read('[{"id":1},\n{"id":2').flaws).toEqual([['line-not-json', 2, 11]]);
  expect(read('[]').flaws).toEqual([]);
});

test('nesting past the limit breaks one element', () => {
  const deep = `{"id":2,"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  expect(read(`[{"id":1},\n${deep},\n{"id":3}]`).ids).toEqual(['1', '3']);
});

test('an element past the limit is one unreadable piece', () => {
  const text = `[{"a":1},{"a":"${'x'.repeat(100)}"},{"a":3}]`;
  const pieces = [...elements(new TextBlocks(sourceOf(bytesOf(text))), 50)].flat();
  expect(pieces.map(({ type }) => type)).toEqual(['text', 'too long', 'text']);
});

test.each(['le', 'be'] as const)('UTF-16%s', (order) => {
  const { events } = readAll(utf16('\ufeff[{"a":"ü"},{"a":"x"}]', order), 'array');
  expect(events.map((event) => event.offsetBytes)).toEqual([4, 24]);
  const odd = readAll(utf16('\ufeff{"a":1}\n{"a":2}', order).subarray(0, -1), 'lines');
  expect(odd.events).toHaveLength(1);
  expect(odd.flaws.map((flaw) => flaw.kind)).toEqual(['text-encoding']);
});

test('across blocks, elements come back whole with their offsets', () => {
  const list = Array.from({ length: 4_000 }, (_, id) => ({
    id,
    text: `"},{\\${'é'.repeat(id % 700)}`,
  }));
  for (const indent of [undefined, 2]) {
    const text = JSON.stringify(list, null, indent);
    const whole = Buffer.from(text);
    const pieces = [...elements(new TextBlocks(sourceOf(whole)))].flat();
    expect(pieces).toHaveLength(list.length);
    for (const [id, piece] of pieces.entries()) {
      if (piece.type !== 'text') throw new Error(piece.type);
      expect(JSON.parse(piece.text)).toEqual(list[id]);
      const bytes = whole.subarray(piece.offsetBytes, piece.offsetBytes + 1);
      expect(bytes.toString()).toBe('{');
    }
  }
});

test('mutated arrays: one edit loses at most its neighbours, and nothing throws or hangs', () => {
  const list = Array.from({ length: 30 }, (_, id) => ({ id, a: { b: [id, 'x'] }, c: 'text' }));
  const edit = fc.record({
    at: fc.nat(),
    remove: fc.nat(3),
    add: fc.constantFrom(...'"{}[],:\\\n\0x1'),
  });
  fc.assert(
    fc.property(
      fc.array(edit, { maxLength: 3 }),
      fc.constantFrom(undefined, 2),
      (edits, indent) => {
        let text = JSON.stringify(list, null, indent);
        for (const { at, remove, add } of edits) {
          const start = at % text.length;
          text = text.slice(0, start) + add + text.slice(start + remove);
        }
        const { events, flaws } = readAll(bytesOf(text), 'array');
        if (edits.length < 2) expect(events.length).toBeGreaterThanOrEqual(list.length - 2);
        if (events.length < list.length) expect(flaws.length).toBeGreaterThan(0);
      },
    ),
    { seed: 43, numRuns: 1_500 },
  );
});

describe('arrays wrapped in objects', () => {
  test('elements are read, what stands beside them is not', () => {
    const page = (from: number) =>
      JSON.stringify({
        '@odata.context': 'a "quoted] {text',
        '@odata.count': 2,
        value: [
          { id: from, value: [{ id: 70 }] },
          { id: from + 1, a: ']}' },
        ],
        '@odata.nextLink': 'next',
        others: [{ id: 80, value: [{ id: 90 }] }],
      });
    const pages = `${page(1)}\n${page(3)}`;
    expect(read(pages)).toEqual({ ids: ['1', '2', '3', '4'], flaws: [], reasons: [] });
    const place = pages.indexOf('{"id":4');
    const { events } = readAll(bytesOf(pages), 'array');
    expect(events.map(({ offsetBytes }) => offsetBytes).at(-1)).toBe(place);
  });

  test('pretty-printed, in UTF-16', () => {
    const text = JSON.stringify({ Records: [{ id: 1 }, { id: 2 }] }, null, 2);
    const { events, flaws } = readAll(utf16(`\ufeff${text}`, 'le'), 'array');
    expect(events.map((event) => fieldsOf(event)['id'])).toEqual(['1', '2']);
    expect(flaws).toEqual([]);
  });

  test.each(BROKEN.filter((broken) => !broken.includes('"id":7')))('a broken one: %s', (broken) => {
    const { ids, flaws } = read(`{"Records":[{"id":1,"a":0},${broken},{"id":3,"a":0}]}`);
    expect(ids).toEqual(['1', '3']);
    expect(flaws).toHaveLength(1);
  });

  test('a file that ends inside', () => {
    expect(read('{"Records":[{"id":1},{"id":2').reasons[0]).toMatch(/the file ends inside it/);
    expect(read('{"Records":[{"id":1},').flaws).toHaveLength(1);
  });

  test('the array may be empty', () => {
    expect(read('{"value":[]}{"value":[{"id":1}]}').ids).toEqual(['1']);
  });
});
