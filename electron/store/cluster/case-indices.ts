/**
 * The indices of a case: packs that many small files share, an index of its own for a large file, and the alias that
 * every search asks. All have the one mapping.
 */
import { z } from 'zod';
import type { ClusterCall, ClusterReply } from './line-protocol';
import { CASE_MAPPING } from './index-mapping';
import { indexFlaw, writeAlias } from './own-index';
import { CaseScopeError } from '@shared/model/errors';

/** A file of more events gets an index of its own, which goes as a whole when the file is read again. */
const MOST_PACKED_EVENTS = 1_000_000;
/** Some ten gigabytes. A pack whose shards have more takes no further file. */
const MOST_SHARD_DOCUMENTS = 20_000_000;
/** A large file is written by several nodes at once, where each has so many events to write. */
const LEAST_SHARD_EVENTS = 5_000_000;
/** A shard costs every node memory, however small it is. */
const MOST_SHARDS = 32;

/** @param nodes that keep documents */
export const shardsOfPack = (nodes: number): number => Math.min(MOST_SHARDS, Math.max(1, nodes));

export function shardsOfFile(events: number, nodes: number): number {
  const written = Math.min(nodes, Math.ceil(events / LEAST_SHARD_EVENTS));
  return Math.min(MOST_SHARDS, Math.max(1, written, Math.ceil(events / MOST_SHARD_DOCUMENTS)));
}

export type AskCluster = (call: ClusterCall) => ClusterReply;

export const caseAlias = (clusterCase: string): string => `casescope-${clusterCase}`;
const packName = (clusterCase: string, number: number): string =>
  `${caseAlias(clusterCase)}-pack-${String(number).padStart(6, '0')}`;
const numberOf = (pack: string): number => Number(pack.slice(-6));
/** Index names hold at most 255 bytes of lower case. */
const ownName = (clusterCase: string, part: string): string =>
  `${caseAlias(clusterCase)}-file-${part}`;

/** The part whose own index it is; null for any other index. */
export function ownIndexPart(clusterCase: string, index: string): string | null {
  const begin = ownName(clusterCase, '');
  return index.startsWith(begin) ? index.slice(begin.length) : null;
}

const settings = (shards: number, nodes: number): object => ({
  ...{ number_of_shards: shards, number_of_replicas: nodes > 1 ? 1 : 0 },
  codec: 'best_compression',
  // What is written becomes visible when a file is finished, and only then is anything merged for it.
  refresh_interval: -1,
});

const HEALTH = z.object({ number_of_data_nodes: z.number() });
const COUNT = z.object({
  hits: z.object({ total: z.object({ value: z.number() }) }),
  _shards: z.object({ total: z.number() }),
});
const NAMES = z.record(z.string(), z.unknown());

export class CaseIndices {
  readonly #clusterCase: string;
  readonly #ask: AskCluster;

  constructor(clusterCase: string, ask: AskCluster) {
    this.#clusterCase = clusterCase;
    this.#ask = ask;
  }

  get alias(): string {
    return caseAlias(this.#clusterCase);
  }

  /** Where a generation is to be written; the index is there then. */
  indexFor(part: string, estimatedEvents: number): string {
    if (estimatedEvents <= MOST_PACKED_EVENTS) return this.#openPack();
    const name = ownName(this.#clusterCase, part);
    this.#make(name, (nodes) => shardsOfFile(estimatedEvents, nodes));
    return name;
  }

  /** Several laptops may make the next pack at once: it is made once. */
  #openPack(): string {
    const last = this.#packs().at(-1);
    if (last !== undefined && !this.#isFull(last)) return last;
    const name = packName(this.#clusterCase, last === undefined ? 1 : numberOf(last) + 1);
    this.#make(name, shardsOfPack);
    return name;
  }

  #packs(): string[] {
    const path = `/${this.alias}-pack-*/_alias`;
    const { body } = this.#ask({ method: 'GET', path });
    // The names of another case may begin like those of this one.
    const ours = (name: string): boolean => name === packName(this.#clusterCase, numberOf(name));
    return Object.keys(NAMES.parse(body)).filter(ours).toSorted();
  }

  #isFull(pack: string): boolean {
    // `_count` would not tell that it was cut short.
    const asked = { size: 0, track_total_hits: true };
    const { body } = this.#ask({ method: 'POST', path: `/${pack}/_search`, body: asked });
    const { hits, _shards: shards } = COUNT.parse(body);
    return hits.total.value >= shards.total * MOST_SHARD_DOCUMENTS;
  }

  /** @param shardsFor how many shards, for the number of nodes that keep documents */
  #make(name: string, shardsFor: (nodes: number) => number): void {
    const health = HEALTH.parse(this.#ask({ method: 'GET', path: '/_cluster/health' }).body);
    const nodes = health.number_of_data_nodes;
    const shards = shardsFor(nodes);
    const body = {
      settings: { index: settings(shards, nodes) },
      mappings: CASE_MAPPING,
      aliases: { [this.alias]: {}, [writeAlias(name)]: {} },
    };
    // 400: another laptop has made it at the same moment; `requireOwn` tells where it was not made after all.
    this.#ask({ method: 'PUT', path: `/${name}`, body, expected: [400] });
  }

  /**
   * Before anything is written to an index, and before what was written is believed.
   * @throws CaseScopeError `cluster-refused` where it is no index of this case, ClusterError where it is not there
   */
  requireOwn(name: string): void {
    const { body } = this.#ask({ method: 'GET', path: `/${name}` });
    const flaw = indexFlaw(body, name, this.alias);
    if (flaw === 'no alias to write by') this.#addWriteAlias(name);
    else if (flaw !== null)
      throw new CaseScopeError(
        'cluster-refused',
        `The index ${name} in the cluster is not as this case writes it: ${flaw}. Another program made or changed it. Have it removed or renamed, then run the file again.`,
      );
  }

  /** Of an index of a version that wrote by its name. */
  #addWriteAlias(name: string): void {
    const actions = [{ add: { index: name, alias: writeAlias(name) } }];
    this.#ask({ method: 'POST', path: '/_aliases', body: { actions } });
  }
}
