/** Two programs that share a case in the cluster: every file is processed once, by one of them, and both see all. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { z } from 'zod';
import { BOOK, type Book } from '@electron/store/cluster/book';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { runCli } from '../../fixtures/run-cli';
import { allRight, inCluster, newCaseDir, newClusterCase, startCli } from './cli-cases';

const FILES = 200;
const COPIED_FILES = 12;
const EVENTS_A_FILE = 3;
/** Each file is a dozen calls of a server that has one processor to itself, at best. */
const PATIENCE_MS = 900_000;

const HITS = z.object({
  hits: z.object({ hits: z.array(z.looseObject({ _source: z.unknown() })) }),
});
const HELD = z.looseObject({ part: z.string(), event: z.number() });

/** Sources of documents. */
async function found(index: string, kind: string): Promise<unknown[]> {
  const url = `${inject('clusterUrl')}/${index}`;
  await fetch(`${url}/_refresh`, { method: 'POST' });
  const answer = await fetch(`${url}/_search`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ size: 10_000, query: { term: { kind } } }),
  });
  return HITS.parse(await answer.json()).hits.hits.map(({ _source: source }) => source);
}

function smallFiles(files: number): string {
  const folder = temporaryFolder('evidence');
  for (let file = 0; file < files; file++) {
    const lines = Array.from({ length: EVENTS_A_FILE }, (_, at) =>
      JSON.stringify({ time: '2026-01-01T00:00:00Z', Computer: `HOST-${file}`, EventID: at }),
    );
    fs.writeFileSync(path.join(folder, `${file}.ndjson`), `${lines.join('\n')}\n`);
  }
  return folder;
}

async function booksOf(clusterCase: string): Promise<Book[]> {
  const bodies = await found(`casescope-${clusterCase}-books`, 'file');
  return bodies.map((body) => BOOK.parse(z.looseObject({ body: z.unknown() }).parse(body).body));
}

it(
  'a folder that was copied is another laptop: no file is read twice',
  async () => {
    const [clusterCase, mine, copy] = [newClusterCase(), newCaseDir(), newCaseDir()];
    allRight(runCli('process', '--case', mine, ...inCluster(clusterCase), smallFiles(1)));
    fs.cpSync(mine, copy, { recursive: true });
    const folder = smallFiles(COPIED_FILES);
    const runs = [mine, copy].map((caseDir) =>
      startCli('process', '--case', caseDir, '--json', folder),
    );
    await Promise.all(runs.map(({ done }) => done));
    const books = await booksOf(clusterCase);
    expect(books).toHaveLength(COPIED_FILES);
    expect(books.map(({ nextNumber }) => nextNumber)).toEqual(books.map(() => 2));
    const events = await found(`casescope-${clusterCase}`, 'event');
    expect(events).toHaveLength(COPIED_FILES * EVENTS_A_FILE);
  },
  PATIENCE_MS,
);

it(
  `${FILES} files: each exactly once, no event lost or double`,
  async () => {
    const [folder, clusterCase] = [smallFiles(FILES), newClusterCase()];
    const laptops = [newCaseDir(), newCaseDir()];
    const runs = laptops.map((caseDir) =>
      startCli('process', '--case', caseDir, ...inCluster(clusterCase), '--json', folder),
    );
    const ended = await Promise.all(runs.map(({ done }) => done));
    expect(ended.map(({ stderr }) => stderr).filter((text) => /error|Error/.test(text))).toEqual(
      [],
    );
    const books = await booksOf(clusterCase);
    expect(books).toHaveLength(FILES);
    // One number was given for each: nothing was begun a second time.
    expect(books.filter(({ nextNumber, published, claim }) => nextNumber !== 2 || published === null || claim !== null)).toEqual([]); // prettier-ignore
    expect(new Set(books.map(({ number }) => number)).size).toBe(FILES);
    const events = (await found(`casescope-${clusterCase}`, 'event')).map((one) => HELD.parse(one));
    expect(new Set(events.map(({ part, event }) => `${part} ${event}`)).size).toBe(events.length);
    expect(events).toHaveLength(FILES * EVENTS_A_FILE);
    // Both had a share of the work.
    const shares = new Set(books.map(({ evidence }) => evidence.laptop.id));
    expect(shares.size).toBe(2);
    for (const caseDir of laptops) {
      const { lines } = allRight(runCli('files', '--json', '--case', caseDir));
      expect(lines.filter(({ state }) => state === 'Completed')).toHaveLength(FILES);
      expect(lines.reduce((sum, { events: one }) => sum + Number(one), 0)).toBe(events.length);
    }
  },
  PATIENCE_MS,
);
