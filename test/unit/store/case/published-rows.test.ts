/** What searches read of published files. */
import { expect, test } from 'vitest';
import { CaseReader } from '@electron/store/case/case-reader';
import { caseOfVersion } from '../../../fixtures/case-of-version';

test('searches read published files of an earlier version, with no packs and no hits that were matches', () => {
  const { writer } = caseOfVersion(1);
  const [file] = new CaseReader(writer).publishedFiles();
  expect(file).toEqual({
    ...{ id: 1, path: '/e/a.evtx', name: 'a.evtx', addedAt: 'now', hashes: null },
    published: {
      ...{ generation: 1, pack: null, detectionsRun: 2, hitsRun: 3 },
      counts: {
        ...{ events: 7, recovered: 0, detections: 2, suppressed: 0, hits: 0 },
        ...{ firstEvent: null, lastEvent: null },
      },
    },
  });
  writer.close();
});
