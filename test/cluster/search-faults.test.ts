/** A search whose cluster goes away, is slow, or has nothing yet; and one that nobody waits for any more. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseScopeError } from '@shared/model/errors';
import { CaseDatabase } from '@electron/store/case/case-database';
import { ClusterLine } from '@electron/store/cluster/cluster-line';
import { PatientLine } from '@electron/store/cluster/patient-line';
import { ClusterSearch } from '@electron/store/cluster/search/cluster-search';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { rows, search } from './compare-stores';
import { oddEvidence } from './odd-evidence';
import { TestServer } from './server';
import { placeAt, type TwoStores, twoStores } from './two-stores';

const PATIENCE_MS = 1_500;

describe('a search in a cluster', () => {
  let server: TestServer;
  let stores: TwoStores;
  const lines: ClusterLine[] = [];

  /** @param step called while an answer is waited for */
  function searcher(step = (): void => undefined, caseDir = stores.caseDir): ClusterSearch {
    const line = new ClusterLine(stores.place);
    lines.push(line);
    const patient = new PatientLine(line, () => step(), PATIENCE_MS);
    return new ClusterSearch(caseDir, patient, stores.place, step);
  }

  beforeAll(async () => {
    server = await TestServer.start();
    stores = twoStores(oddEvidence(), server.url);
  });
  afterAll(async () => {
    stores.close();
    for (const line of lines) line.close();
    await server.stop();
  });

  const expected = (): unknown => rows(stores.embedded, search('cmd'));

  it('is ended where nobody waits for it, and answers the next question', () => {
    let isCancelled = true;
    const asked = searcher(() => {
      if (isCancelled) throw new CaseScopeError('cancelled', 'another took its place');
    });
    expect(() => rows(asked, search('cmd'))).toThrow('another took its place');
    isCancelled = false;
    expect(rows(asked, search('cmd'))).toEqual(expected());
    asked.close();
  });

  it('waits for a cluster that is slow, and can be ended meanwhile', async () => {
    let steps = 0;
    const asked = searcher(() => {
      if (++steps === 5) throw new CaseScopeError('cancelled', 'enough');
    });
    await server.pause();
    try {
      expect(() => rows(asked, search('bob'))).toThrow('enough');
    } finally {
      server.resume();
    }
    expect(rows(asked, search('cmd'))).toEqual(expected());
    asked.close();
  });

  it('says that the cluster is away, and answers when it is back', async () => {
    const asked = searcher();
    expect(rows(asked, search('cmd'))).toEqual(expected());
    await server.kill();
    for (const question of [
      () => rows(asked, search('bob')),
      () => asked.detectionsByRule(),
      () => asked.event(1, 0),
    ])
      expect(question).toThrow(expect.objectContaining({ code: 'cluster-unreachable' }));
    await server.restart();
    expect(rows(asked, search('cmd'))).toEqual(expected());
    expect(rows(asked, search('bob'))).toEqual(rows(stores.embedded, search('bob')));
    expect(asked.detectionsByRule()).toEqual(stores.embedded.detectionsByRule());
    asked.close();
  });

  it('finds nothing in a case that has nothing', () => {
    const caseDir = path.join(temporaryFolder(), 'case');
    CaseDatabase.create(caseDir, 'empty', 'a test').close();
    const line = new ClusterLine(placeAt(server.url));
    lines.push(line);
    const patient = new PatientLine(line, () => undefined, PATIENCE_MS);
    const asked = new ClusterSearch(caseDir, patient, placeAt(server.url), () => undefined);
    for (const query of ['', 'cmd', 'user:bob', 'level:high', 'x:>1', 'time:*T1*'])
      expect(rows(asked, search(query))).toMatchObject({ total: 0, rows: [], problems: [] });
    const values = { search: search(''), field: 'EventID', holding: '', start: 0, end: 9 };
    expect(asked.values(values)).toMatchObject({ total: 0, having: 0 });
    expect(asked.histogram({ search: search(''), most: 10 }).edges).toEqual([]);
    expect([...asked.find(search('')).events()]).toEqual([]);
    expect([asked.fields(), asked.detectionsByRule(), asked.hitsByIndicator()]).toEqual([
      [],
      [],
      [],
    ]);
    asked.close();
  });
});
