/** A file is copied between two stores: both say the same of it, and what the copy lacks is found. */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Copied, CopyOrder } from '@shared/contract/case-move';
import { EMBEDDED } from '@shared/contract/cluster';
import { copyFile } from '@electron/pipeline/copy-file';
import { oddEvidence } from '../odd-evidence';
import { type TwoStores, twoStores } from '../two-stores';

let stores: TwoStores;
beforeAll(() => {
  stores = twoStores(oddEvidence());
});
afterAll(() => stores.close());

const orders = (to: 'cluster' | 'laptop'): CopyOrder[] =>
  stores.database.files().flatMap(({ id, hashes, published }, number) => {
    if (published === null || hashes === null) return [];
    const { generation, pack, detectionsRun, hitsRun, huntedWith } = published;
    const inCluster = { sha256: hashes.sha256, number };
    const { caseDir, place } = stores;
    const ends = to === 'cluster' ? { from: EMBEDDED, to: place } : { from: place, to: EMBEDDED };
    const runs = { detectionsRun, hitsRun, huntedWith };
    return [{ caseDir, ...ends, file: { file: id, generation, pack, inCluster, ...runs } }];
  });

function copied(order: CopyOrder): Omit<Copied, 'outline'> {
  const copying = copyFile(order);
  for (;;) {
    const step = copying.next();
    if (step.done !== true) continue;
    const { outline: _, ...told } = step.value;
    return told;
  }
}

it('both stores have one digest, whichever is copied', () => {
  const there = orders('cluster').map(copied);
  expect(there.length).toBeGreaterThan(2);
  expect(there.some(({ detections, hits }) => detections > 0 && hits > 0)).toBe(true);
  expect(orders('laptop').map(copied)).toEqual(there);
  expect(new Set(there.map(({ digest }) => digest)).size).toBe(there.length);
});

it('a result that is gone before it was read back is found', async () => {
  const order = orders('cluster').find((_, at) => stores.database.files()[at]?.published?.counts.detections); // prettier-ignore
  if (order === undefined) throw new Error('no file has detections');
  const copying = copyFile(order);
  const half = ({ done, total }: { done: number; total: number }): boolean => 2 * done >= total;
  for (let step = copying.next(); step.done !== true && !half(step.value);) step = copying.next();
  const { sha256 } = order.file.inCluster ?? {};
  const filter = [{ prefix: { part: `${sha256}.` } }, { term: { kind: 'detection' } }];
  const at = `casescope-${stores.place.clusterCase}/_delete_by_query?refresh=true&max_docs=1`;
  const answer = await fetch(`${inject('clusterUrl')}/${at}`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ query: { bool: { filter } } }),
  });
  expect(await answer.json()).toMatchObject({ deleted: 1 });
  const end = (): void => {
    for (let step = copying.next(); step.done !== true;) step = copying.next();
  };
  expect(end).toThrow('The copy is not what was copied');
  expect(() => copied(order)).not.toThrow();
});
