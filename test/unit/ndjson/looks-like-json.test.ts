import { expect, test } from 'vitest';
import { jsonLayoutOf } from '@shared/ndjson/looks-like-json';
import { sourceOf } from '../../fixtures/byte-source';
import { bytesOf } from './bytes';

const layoutOf = (text: string) => jsonLayoutOf(sourceOf(bytesOf(text)));
const LONG = 'x'.repeat(100_000);

test.each([
  ['a bad first line', 'oops\n{"a":1}\n{"a":2}'],
  ['a cut first line', ':1,"b":2}\n{"a":1}\n'],
  ['a long bad first line', `{"a":"${LONG}\n{"a":1}`],
  ['many bad lines', `${'# comment\n'.repeat(1_500)}{"a":1}`],
  ['an empty object', '{}\n'],
  ['a line that is not whole', '{"a":'],
  ['a line longer than what is looked at', `{"a":"${'x'.repeat(5 << 20)}"}`],
  ['a list of objects in a record', '{"time":1,"records":[{"a":1}]}'],
  ['a list of texts', '{"Records":["a"]}\n'],
  ['a name that is inherited', '{"constructor":[{"a":1}]}\n'],
  ['NULs before', `\0\0\0\0\0\0\n{"a":1}`],
])('lines with %s', (_, text) => expect(layoutOf(text)).toBe('lines'));

test.each([
  ['an array', ' \n[ {"a":1}]'],
  ['an empty array', '[]'],
  ['a cut array', '['],
  ['a bad first element', '[{"a":oops},{"a":1}]'],
  ['objects over several lines', '{\n  "a": 1\n}\n'],
  ['a bad line before them', 'oops\n{\n  "a": 1\n}\n'],
  ['an array in an object', '{"Records":[{"a":1}]}'],
  ['the same over lines', '{\n  "@odata.context": "x\\"{",\n  "value": [\n    {'],
  ['an array longer than what is looked at', `[{"a":"${'x'.repeat(5 << 20)}"}]`],
])('elements: %s', (_, text) => expect(layoutOf(text)).toBe('array'));

test.each(
  [
    [
      '',
      'text',
      '"a"',
      '<xml/>',
      '[1,2]',
      '[2024-01-01] log line',
      'int main()\n{\n  return 0;\n}\n',
    ],
    ['\0'.repeat(9_000_000)],
  ].flat(),
)('none: %#', (text) => expect(layoutOf(text)).toBeNull());
