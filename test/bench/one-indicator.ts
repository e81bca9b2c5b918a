/**
 * `npm run bench:one-indicator`: what one new indicator would hit in ten million indexed events, told from the
 * columns by the searcher of the search process. `cold` is the first of its kind after the case was opened, `warm`
 * the median of the ones after it, each another value. One line of JSON on stdout; each kind as it is done on stderr.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { IndicatorType } from '@shared/model/indicator';
import { eventStoreOf } from '@electron/store/event-store-of';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { cpuMsOf, median, rounded } from './cpu';
import { makeCase } from './search-case';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 10_000_000);
const FILES = 1_000;
const ROUNDS = 3;
const KINDS_ASKED = process.env['BENCH_KINDS']?.split(',') ?? null;

/** Another value each round, of which most are nowhere, as most are. */
const KINDS: Readonly<Partial<Record<IndicatorType, (round: number) => string>>> = {
  domain: (round) => `c${round}.evil.example`,
  filename: (round) => (round === 0 ? 'cmd.exe' : `drop${round}.exe`),
  filepath: (round) => `C:\\ProgramData\\x${round}\\run.dll`,
  registry: (round) => `HKLM\\Software\\Contoso${round}\\Run`,
  username: (round) => `LAB\\user${round}`,
  text: (round) => (round === 0 ? 'mimikatz' : `needle${round}`),
  commandline: (round) => `--key "${round}" --go`,
  sha256: (round) => createHash('sha256').update(`${round}`).digest('hex'),
  ip: (round) => `10.20.3.${70 + round}`,
};

const folder = path.join(temporaryFolder('bench'), 'case');
const { events } = makeCase(folder, FILES, EVENTS / FILES);
const search = eventStoreOf(folder).search();

const asked = Object.entries(KINDS).filter(([type]) => KINDS_ASKED?.includes(type) ?? true);
const measured = asked.map(([type, valueOf]) => {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const sought = [
      { type: type as IndicatorType, value: valueOf(round), mode: 'literal' as const },
    ];
    let hits = 0;
    const started = performance.now();
    const cpuMs = cpuMsOf(() => {
      hits = search.weighIndicators(sought).hits[0] ?? 0;
    });
    return { hits, cpuMs, wallMs: performance.now() - started };
  });
  const [first, ...warm] = rounds;
  const told = {
    ...{ type, hits: rounds.map(({ hits }) => hits), coldCpuMs: rounded(first?.cpuMs ?? 0) },
    warmCpuMs: rounded(median(warm.map(({ cpuMs }) => cpuMs))),
    warmWallMs: rounded(median(warm.map(({ wallMs }) => wallMs))),
  };
  console.error(JSON.stringify(told));
  return told;
});
search.close();
fs.rmSync(path.dirname(folder), { recursive: true });
console.log(JSON.stringify({ bench: 'one indicator', events, files: FILES, measured }));
