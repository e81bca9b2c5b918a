/** Calls of a cluster for a process that never waits: the scheduler's. The client is loaded when it is first needed. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@opensearch-project/opensearch';
import type { ClusterPlace } from '@shared/contract/cluster';
import { ClusterError } from './cluster-error';
import type { ClusterCall, ClusterReply } from './line-protocol';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

interface Connected {
  readonly client: Client;
  readonly call: (client: Client, call: ClusterCall, signal: AbortSignal) => Promise<ClusterReply>;
  readonly errorOf: (error: unknown) => ClusterError;
}

export class ClusterCalls {
  readonly #place: ClusterPlace;
  #connected: Promise<Connected> | null = null;
  readonly #underWay = new Set<AbortController>();
  #closed = false;

  constructor(place: ClusterPlace) {
    this.#place = place;
  }

  /** @throws ClusterError */
  async ask(call: ClusterCall): Promise<ClusterReply> {
    const connected = await (this.#connected ??= connectTo(this.#place));
    const control = new AbortController();
    this.#underWay.add(control);
    try {
      return await connected.call(connected.client, call, control.signal);
    } catch (error) {
      throw connected.errorOf(error);
    } finally {
      this.#underWay.delete(control);
    }
  }

  /** Asks again with growing pauses while the trouble may pass. @throws ClusterError after `patienceMs` */
  async patiently(call: ClusterCall, patienceMs: number): Promise<ClusterReply> {
    const until = performance.now() + patienceMs;
    for (let tries = 0; ; tries++) {
      try {
        return await this.ask(call);
      } catch (error) {
        const passes = error instanceof ClusterError && error.isPassing;
        if (!passes || this.#closed || performance.now() >= until) throw error;
      }
      await pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries));
    }
  }

  /** Ends what is under way. */
  close(): void {
    this.#closed = true;
    for (const control of this.#underWay) control.abort();
    void this.#connected?.then(({ client }) => client.close());
  }
}

async function connectTo(place: ClusterPlace): Promise<Connected> {
  const { callCluster, connect } = await import('./connect');
  const { troubleOf } = await import('./trouble');
  return {
    client: connect(place.connection, place.secret),
    call: callCluster,
    errorOf: (error) => new ClusterError(troubleOf(error, place)),
  };
}
