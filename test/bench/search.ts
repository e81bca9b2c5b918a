/**
 * `npm run bench:search`: what an examiner asks, over a case of one file of a million events and of ten million
 * events in 1,000 and in 20,000 files, through the searcher of the search process; and the million in plain
 * SQLite beside it. One line of JSON on stdout. `BENCH_EVENTS` is the number of events of the large cases (the
 * single file has a tenth); `BENCH_THREADS` how many search, one a core otherwise; `BENCH_CASES` picks some by name
 * (`packed`: the small files after packing alone); `BENCH_PROFILE` names a folder for profiles.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { CaseSearcher } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';
import { sharesHere, ShareThreads } from '@electron/search/share-threads';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { packCase } from './pack-case';
import { makeCase, type MadeCase } from './search-case';
import { coldly, type Once, type Questions, type Warm, warmly } from './search-measure';
import { questionsOf } from './search-questions';
import { makeDatabase, type MadeDatabase, sqliteQuestions } from './search-sqlite';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 10_000_000);
const CASES = process.env['BENCH_CASES']?.split(',') ?? ['one', '10000', '500', 'sqlite'];
const PROFILE = process.env['BENCH_PROFILE'];
const THREADS = Number(process.env['BENCH_THREADS'] ?? sharesHere());

type Subject =
  ({ readonly engine: 'case' } & MadeCase) | ({ readonly engine: 'rows' | 'fts5' } & MadeDatabase);

const questions = (subject: Subject, threads?: ShareThreads): Questions =>
  subject.engine === 'case'
    ? questionsOf(subject, () => searcherOf(subject, threads))
    : sqliteQuestions(subject, subject.engine);

/** As the search process has it. */
const searcherOf = ({ caseDir }: MadeCase, threads?: ShareThreads): CaseSearcher =>
  eventStoreOf(caseDir).search(undefined, threads?.over(caseDir));

/** They are up before a case is opened in the search process, too, and nothing is measured before. */
async function startThreads(): Promise<ShareThreads> {
  const entry = path.join(import.meta.dirname, 'search-share.mjs');
  const neverCancelled = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const threads = new ShareThreads(entry, THREADS, neverCancelled);
  while (!threads.areUp) await setTimeout(1);
  return threads;
}

/** A process of its own: nothing decoded, nothing compiled, its memory its own. */
function inProcess(subject: Subject, cold: string | null): unknown {
  const profile =
    PROFILE === undefined
      ? []
      : [
          '--cpu-prof',
          `--cpu-prof-dir=${PROFILE}`,
          `--cpu-prof-name=${profileName(subject, cold)}`,
        ];
  const words = [...profile, process.argv[1] ?? '', JSON.stringify({ subject, cold })];
  const { status, stdout } = spawnSync(process.execPath, words, {
    ...{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  });
  if (status !== 0) throw new Error(`a measuring process ended with ${status}`);
  return JSON.parse(stdout);
}

const profileName = (subject: Subject, cold: string | null): string => {
  const files = subject.engine === 'case' ? subject.files : subject.engine;
  return `${files} ${cold ?? 'warm'}.cpuprofile`.replaceAll(/[^\w.]+/g, '-');
};

function measure(subject: Subject) {
  const cold = new Map(
    questions(subject).map(({ name }) => [name, inProcess(subject, name) as Once]),
  );
  const { queries, ...memory } = inProcess(subject, null) as Warm;
  const measured = queries.map(({ name, hits, ...warm }) => {
    const first = cold.get(name);
    if (first?.hits !== hits) throw new RangeError(`${name}: ${first?.hits}, then ${hits} hits`);
    const { wallMs: coldWallMs, cpuMs: coldCpuMs, threadMs: coldThreadMs } = first;
    return { name, hits, coldWallMs, coldCpuMs, coldThreadMs, ...warm };
  });
  return { ...memory, queries: measured };
}

function measureCase(name: string, files: number, eventsInFile: number) {
  const made = makeCase(path.join(temporaryFolder('bench'), 'case'), files, eventsInFile);
  const { events, bytesPerEvent } = made;
  return { name, events, files, bytesPerEvent, ...measure({ engine: 'case', ...made }) };
}

/** More than a pack has room for: no pack holds the same log twice. */
const DISTINCT_IN_PACKS = 512;

/** Small files before and after they are packed. */
async function measurePacked(files: number, eventsInFile: number) {
  const caseDir = path.join(temporaryFolder('bench'), 'case');
  const made = makeCase(caseDir, files, eventsInFile, DISTINCT_IN_PACKS);
  const { events, bytesPerEvent } = made;
  const before = CASES.includes('packed') ? {} : measure({ engine: 'case', ...made });
  const name = `files of ${eventsInFile}`;
  const packed = await packCase(caseDir);
  return [
    { ...{ name, events, files, bytesPerEvent }, ...before },
    { name: `${name}, packed`, files, ...packed, ...measure({ engine: 'case', ...made }) },
  ];
}

function measureSqlite(events: number) {
  const made = makeDatabase(path.join(temporaryFolder('bench'), 'events.db'), events);
  return (['rows', 'fts5'] as const).map((engine) => ({
    ...{ name: engine, events, bytesPerEvent: made.bytesPerEvent[engine] },
    ...measure({ engine, ...made }),
  }));
}

type Measured = ReturnType<typeof measure>;

/** @throws RangeError where SQLite counts what is not the same: its figures say nothing then */
function requireSameHits(ours: Measured, theirs: readonly Measured[]): void {
  const hits = new Map(ours.queries.map((one) => [one.name, one.hits]));
  for (const { name, hits: found } of theirs.flatMap(({ queries }) => queries)) {
    const isCount = !name.startsWith('all,');
    if (isCount && found !== hits.get(name))
      throw new RangeError(`${name}: ${hits.get(name)} hits, and ${found} in SQLite`);
  }
}

async function run(): Promise<void> {
  const single = Math.ceil(EVENTS / 10);
  const one = CASES.includes('one') ? measureCase('one file', 1, single) : null;
  const cases = [
    ...(one === null ? [] : [one]),
    ...(CASES.includes('10000')
      ? [measureCase('files of 10000', Math.ceil(EVENTS / 10_000), 10_000)]
      : []),
    ...(CASES.includes('500') || CASES.includes('packed')
      ? await measurePacked(Math.ceil(EVENTS / 500), 500)
      : []),
  ];
  const fts5 = CASES.includes('sqlite') ? measureSqlite(single) : [];
  if (one !== null) requireSameHits(one, fts5);
  console.log(JSON.stringify({ bench: 'search', cases, fts5 }));
}

const [order] = process.argv.slice(2);
if (order === undefined) await run();
else {
  const { subject, cold } = JSON.parse(order) as { subject: Subject; cold: string | null };
  const asked = questions(subject, await startThreads());
  console.log(JSON.stringify(cold === null ? warmly(asked) : coldly(asked, cold)));
}
