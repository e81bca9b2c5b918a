import fc from 'fast-check';
import { expect, it } from 'vitest';
import { yamlPieces } from '../../../renderer/features/rules/yaml-pieces';

const kinds = (line: string): string =>
  yamlPieces(line)
    .map(({ kind, text }) => `${kind}:${text}`)
    .join('|');

it.each([
  ['title: A rule', 'key:title|mark::|plain: A rule'],
  ["    - '*\\cmd.exe'", "mark:    - |text:'*\\cmd.exe'"],
  ['  Image|endswith:', 'mark:  |key:Image|endswith|mark::'],
  ['level: high # why', 'key:level|mark::|plain: high|comment: # why'],
  ["x: 'a # no comment'", "key:x|mark::|text: 'a # no comment'"],
  ['EventID: 4688', 'key:EventID|mark::|constant: 4688'],
  ['# all of it', 'comment:# all of it'],
  ['- http://a.example/b', 'mark:- |plain:http://a.example/b'],
  ['', ''],
])('%s', (line, expected) => {
  expect(kinds(line)).toBe(expected);
});

it('loses nothing of any line', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab:#\'"-? \\|*') }), (line) => {
      expect(
        yamlPieces(line)
          .map(({ text }) => text)
          .join(''),
      ).toBe(line);
    }),
    { numRuns: 3_000 },
  );
});
