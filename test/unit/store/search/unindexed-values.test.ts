/** Values of numbers and hexadecimal characters stand in no index, and are found all the same. */
import { expect, test } from 'vitest';
import { packPath } from '@electron/store/case-paths';
import { CaseSearch } from '@electron/store/search/case-search';
import { closing, type GivenEvent, searchOver } from '../../../fixtures/case-of-events';
import { makeOlderPack } from '../../../fixtures/older-pack';
import { packFiles } from '../../../fixtures/packed-case';

const everything = { from: null, to: null, sort: 'asc', files: null } as const;

const numbered = (...values: readonly string[]): GivenEvent => ({
  ...{ time: null, fields: values.map((one, number) => [`F${number}`, one] as const) },
});
const NUMBERS = {
  a: [numbered('10.0.0.5\0'), numbered('plain words')],
  b: [numbered('zz', '10.0.0.7')],
  c: [numbered('{1234abcd-0000-0000-0000-00000000beef}', '4711')],
};

test.each([0, 1, 2, 3] as const)(
  'what no index has is found, in packs of version %i',
  (version) => {
    const { caseDir } = searchOver(NUMBERS);
    const pack = version === 0 ? null : packFiles(caseDir);
    if (pack !== null && version !== 0 && version !== 3)
      makeOlderPack(packPath(caseDir, pack), version);
    const search = new CaseSearch(caseDir);
    closing.push(() => search.close());
    const found = (query: string): number => search.find({ ...everything, query }).count;
    const asked = [
      '10.0.0.5',
      '10.0.*5',
      '10.0.0',
      '4711',
      '471',
      '1234abcd',
      'BEEF}',
      'NOT 10.0.0.5',
    ];
    expect(asked.map(found)).toEqual([1, 1, 2, 1, 1, 1, 1, 3]);
  },
);
