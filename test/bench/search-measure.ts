/**
 * Questions measured cold and warm. Cold: a fresh process asks one thing, the opening of the case counted; the
 * files are in the system's cache. Warm: one process has asked everything once, then asks everything in turn, so
 * that each question meets what the others left in the caches.
 */
import fs from 'node:fs';
import { cpuMsOf, median, rounded } from './cpu';

export type Questions = readonly {
  readonly name: string;
  /** A round of its own makes the question one that was not answered before. */
  readonly ask: (round: number) => number;
  /** Comes first where the question is asked warm. */
  readonly before?: (round: number) => void;
}[];

export interface Once {
  readonly hits: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  /** CPU of the thread that had most to do: no wall can be shorter, and with a core for each none need be longer. */
  readonly threadMs: number;
}

export interface Warm {
  readonly queries: readonly {
    readonly name: string;
    readonly hits: number;
    readonly rounds: number;
    readonly warmP50Ms: number;
    readonly warmP95Ms: number;
    readonly warmCpuMs: number;
    readonly warmThreadMs: number;
  }[];
  readonly rssMb: number;
  readonly peakRssMb: number;
}

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 12);
/** A question that has taken so long, all rounds together, is not asked again. */
const LONGEST_MS = 6_000;

export function once(ask: () => number): Once {
  const before = threadTimes();
  const started = performance.now();
  let hits = 0;
  const cpuMs = cpuMsOf(() => (hits = ask()));
  const wallMs = rounded(performance.now() - started);
  const spent = [...threadTimes()].map(([thread, ms]) => ms - (before.get(thread) ?? 0));
  return { hits, wallMs, cpuMs: rounded(cpuMs), threadMs: rounded(Math.max(...spent)) };
}

const TASKS = '/proc/self/task';

/** Milliseconds that each thread of the process has had a core. */
const threadTimes = (): Map<string, number> =>
  new Map(
    fs.readdirSync(TASKS).map((thread) => {
      const [nanoseconds] = fs.readFileSync(`${TASKS}/${thread}/schedstat`, 'utf8').split(' ');
      return [thread, Number(nanoseconds) / 1e6];
    }),
  );

export function coldly(questions: Questions, name: string): Once {
  const question = questions.find((one) => one.name === name);
  if (question === undefined) throw new RangeError(`no question ${name}`);
  return once(() => question.ask(0));
}

export function warmly(questions: Questions): Warm {
  for (const { ask } of questions) ask(0);
  const asked = questions.map((question) => ({ ...question, answers: [] as Once[], spentMs: 0 }));
  for (let round = 1; round <= ROUNDS; round++) {
    for (const one of asked) {
      if (one.spentMs >= LONGEST_MS) continue;
      const started = performance.now();
      one.before?.(round);
      one.answers.push(once(() => one.ask(round)));
      one.spentMs += performance.now() - started;
    }
  }
  return { queries: asked.map(summary), ...memory() };
}

function summary({ name, answers }: { readonly name: string; readonly answers: readonly Once[] }) {
  const walls = answers.map(({ wallMs }) => wallMs).toSorted((a, b) => a - b);
  return {
    ...{ name, hits: answers[0]?.hits ?? 0, rounds: answers.length },
    warmP50Ms: median(walls),
    warmP95Ms: walls[Math.ceil(walls.length * 0.95) - 1] ?? 0,
    warmCpuMs: median(answers.map(({ cpuMs }) => cpuMs)),
    warmThreadMs: median(answers.map(({ threadMs }) => threadMs)),
  };
}

function memory(): Pick<Warm, 'rssMb' | 'peakRssMb'> {
  const peakKb = /VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))?.[1];
  return {
    rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
    peakRssMb: Math.round(Number(peakKb) / 1_024),
  };
}
