/** Damages files and reads them, a number of times from a seed; what fails is a recipe. */
import { TemplateStore } from '@shared/evtx/template-store';
import { checkReading, type Outcome } from './check-reading';
import { minimised } from './minimise';
import { type Mutation, mutated, type Recipe } from './mutation';
import { Random } from './random';
import { type Landmarks, landmarksOf, randomMutations } from './random-mutations';

export interface Victim {
  readonly name: string;
  readonly landmarks: Landmarks;
}

export interface Failure {
  readonly recipe: Recipe;
  readonly reason: string;
}

export interface FuzzTotals {
  files: number;
  bytes: number;
  events: number;
  laidOut: number;
  recovered: number;
  flaws: number;
  longestCpuMs: number;
}

export const victim = (name: string, bytes: Uint8Array): Victim => ({
  name,
  landmarks: landmarksOf(bytes),
});

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** One file in so many is read with a store of its own as well: what a store keeps changes nothing. */
const FRESH_STORE_EVERY = 8;

export class FuzzRun {
  readonly totals: FuzzTotals = {
    ...{ files: 0, bytes: 0, events: 0, laidOut: 0, recovered: 0, flaws: 0 },
    longestCpuMs: 0,
  };
  readonly #victims: readonly Victim[];
  readonly #random: Random;
  readonly #mostCpuMs: number;
  readonly #templates = new TemplateStore();

  /** A reading may take `mostCpuMs`. */
  constructor(victims: readonly Victim[], seed: number, mostCpuMs = Number.POSITIVE_INFINITY) {
    this.#victims = victims;
    this.#random = new Random(seed);
    this.#mostCpuMs = mostCpuMs;
  }

  /** Damages and reads one file; null where all holds. */
  next(): Failure | null {
    const chosen = this.#random.of(this.#victims);
    const mutations = randomMutations(chosen.landmarks, this.#random);
    const { bytes } = chosen.landmarks;
    const reason = this.#failureOf(mutated(bytes, mutations));
    if (reason === null) return null;
    const fails = (fewer: readonly Mutation[]): boolean =>
      failureOf(mutated(bytes, fewer), this.#mostCpuMs) !== null;
    const kept = fails(mutations) ? minimised(mutations, fails) : mutations;
    const shown = fails(mutations) ? reason : `${reason} (only after other files)`;
    return { recipe: { fixture: chosen.name, mutations: kept }, reason: shown };
  }

  #failureOf(bytes: Uint8Array): string | null {
    this.totals.bytes += bytes.length;
    const isCompared = this.totals.files++ % FRESH_STORE_EVERY === 0;
    const before = cpuMs();
    try {
      const outcome = checkReading(bytes, this.#templates);
      const spent = cpuMs() - before;
      this.#note(outcome, spent);
      if (spent > this.#mostCpuMs) return `${Math.round(spent)} ms`;
      const alone = isCompared ? checkReading(bytes, new TemplateStore()) : outcome;
      return alone.digest === outcome.digest
        ? null
        : 'a template store that knows more reads otherwise';
    } catch (error) {
      return reasonOf(error);
    }
  }

  #note(outcome: Outcome, spentMs: number): void {
    this.totals.events += outcome.events;
    this.totals.laidOut += outcome.laidOut;
    this.totals.recovered += outcome.recovered;
    this.totals.flaws += outcome.flaws;
    this.totals.longestCpuMs = Math.max(this.totals.longestCpuMs, spentMs);
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** Why a file fails when it is read alone; null where all holds. */
export function failureOf(bytes: Uint8Array, mostCpuMs = Number.POSITIVE_INFINITY): string | null {
  const before = cpuMs();
  try {
    checkReading(bytes, new TemplateStore());
  } catch (error) {
    return reasonOf(error);
  }
  const spent = cpuMs() - before;
  return spent > mostCpuMs ? `${Math.round(spent)} ms` : null;
}
