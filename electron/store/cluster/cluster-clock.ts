/** The cluster's clock: laptops' clocks differ, and claims end by one. */
import { z } from 'zod';
import type { ClusterCalls } from './cluster-calls';

/** A clock of a laptop does not go wrong faster than this matters. */
const KNOWN_FOR_MS = 60_000;

const EPOCH = z.array(z.object({ epoch: z.string() })).min(1);

export class ClusterClock {
  readonly #calls: ClusterCalls;
  /** Of the cluster before the time since this process began, milliseconds. */
  #ahead: { readonly ms: number; readonly asOfMs: number } | null = null;

  constructor(calls: ClusterCalls) {
    this.#calls = calls;
  }

  /** Unix milliseconds, to a second. @throws ClusterError where it was never told */
  async now(): Promise<number> {
    const here = performance.now();
    if (this.#ahead === null || here - this.#ahead.asOfMs > KNOWN_FOR_MS) await this.#ask();
    return Math.round((this.#ahead?.ms ?? 0) + performance.now());
  }

  async #ask(): Promise<void> {
    const query = { format: 'json', h: 'epoch' };
    try {
      const { body } = await this.#calls.ask({ method: 'GET', path: '/_cat/health', query });
      const epoch = Number(EPOCH.parse(body)[0]?.epoch) * 1_000;
      this.#ahead = { ms: epoch - performance.now(), asOfMs: performance.now() };
    } catch (error) {
      // What it was a minute ago is right enough while the cluster is away.
      if (this.#ahead === null) throw error;
    }
  }
}
