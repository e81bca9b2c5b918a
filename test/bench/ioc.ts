/**
 * `npm run bench:ioc`: the IOC phase over a stored shard, sidecar written, in events per CPU second, with 10 to
 * 100,000 indicators of all types. One line of JSON on stdout.
 */
import fs from 'node:fs';
import { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import { fileId, generation, indicatorId } from '@shared/model/ids';
import type { SoughtIndicator, IndicatorType } from '@shared/model/indicator';
import { hunt } from '@electron/pipeline/hunt-phase';
import { IndicatorHunter } from '@electron/pipeline/indicator-hunter';
import { eventStoreOf } from '@electron/store/event-store-of';
import { cpuMsOf, median, rounded } from './cpu';
import { orderOf, QUIET, stored } from './stored-shard';
import { workstation } from './workstation-events';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 200_000);
const COUNTS = process.env['BENCH_COUNTS']?.split(',').map(Number) ?? [10, 1_000, 10_000, 100_000];
const ROUNDS = 3;

const hex = (seed: number, digits: number): string =>
  Array.from({ length: Math.ceil(digits / 7) }, (_, at) =>
    ((seed * 2_654_435_761 + at * 40_503) >>> 4).toString(16).padStart(7, '0'),
  )
    .join('')
    .slice(0, digits);

/** As threat feeds mix them: mostly hashes, domains, addresses and links. */
const MAKERS: readonly (readonly [IndicatorType, (at: number) => string])[] = [
  ['sha256', (at) => hex(at, 64)],
  ['md5', (at) => hex(at, 32)],
  ['domain', (at) => `c${hex(at, 6)}.evil-${at % 97}.example`],
  ['ip', (at) => `185.${at % 251}.${(at >> 8) % 251}.${(at >> 4) % 251}`],
  ['url', (at) => `http://d${hex(at, 5)}.example/p/${at}/a.php`],
  ['sha1', (at) => hex(at, 40)],
  ['filename', (at) => `drop${hex(at, 6)}.exe`],
  ['filepath', (at) => `C:\\ProgramData\\x${hex(at, 6)}\\run.dll`],
  ['registry', (at) => `HKLM\\Software\\Contoso${hex(at, 6)}\\Run`],
  ['email', (at) => `u${hex(at, 6)}@evil.example`],
  ['commandline', (at) => `--key "${hex(at, 8)}" --go`],
  ['mutex', (at) => `Global\\m${hex(at, 8)}`],
];

const FIRST: (typeof MAKERS)[number] = ['text', (at) => `x${hex(at, 8)}`];

function indicators(count: number): SoughtIndicator[] {
  return Array.from({ length: count }, (_, at): SoughtIndicator => {
    const [type, value] = MAKERS[at % MAKERS.length] ?? FIRST;
    return {
      ...{ id: indicatorId(at + 1), type, value: value(at), mode: 'literal' },
      ...{ active: true },
    };
  });
}

const order = orderOf(stored(workstation(EVENTS)));

function measure(count: number) {
  const list = indicators(count);
  let matcher = new IndicatorMatcher([]);
  const loadMs = cpuMsOf(() => (matcher = new IndicatorMatcher(list)));
  let hits = 0;
  const rounds = Array.from({ length: ROUNDS }, () =>
    cpuMsOf(() => {
      const store = eventStoreOf(order.caseDir);
      const shard = store.read({
        file: fileId(1),
        generation: generation(1),
        pack: null,
      });
      const done = hunt(new IndicatorHunter(matcher, order), store, shard, order, QUIET);
      if (done.phase === 'iocHunting') hits = done.hunted.hits;
      shard.close();
    }),
  );
  const perCpuSecond = Math.round((EVENTS * 1_000) / median(rounds));
  return { indicators: count, loadMs: rounded(loadMs), hits, perCpuSecond };
}

const measured = COUNTS.map(measure);
fs.rmSync(order.caseDir, { recursive: true });
console.log(JSON.stringify({ bench: 'ioc', events: EVENTS, measured }));
