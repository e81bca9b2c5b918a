import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonTexts } from '@shared/ndjson/json-texts';
import { naiveTexts } from '../../oracle/naive-hunt';

test.each<readonly [string, readonly string[]]>([
  ['{"a": "x", "b": [1, true, null, -2.50]}', ['a', 'x', 'b', '1', 'true', '-2.50']],
  ['{"a":"first","a":"second"}', ['a', 'first', 'a', 'second']],
  ['{"\\u0065vil":"C:\\\\Temp\\n\\"q\\""}', ['evil', 'C:\\Temp\n"q"']],
  ['{"":""}', ['', '']],
  ['"\\\\"', ['\\']],
  ['12345678901234567890', ['12345678901234567890']],
])('%s', (json, texts) => {
  expect([...jsonTexts(json)]).toEqual(texts);
});

test('every key and scalar of any JSON, in order', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), (json) => {
      const parsed: unknown = JSON.parse(json);
      const laidOut = JSON.stringify(parsed, null, 2);
      expect([...jsonTexts(laidOut)].map(numberless)).toEqual(naiveTexts(parsed).map(numberless));
    }),
  );
});

/** `-0` and `1e21` are written in more ways than one; the text is kept as written. */
const numberless = (text: string): string => (/^-?\d/.test(text) ? String(Number(text)) : text);
