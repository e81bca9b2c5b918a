/**
 * Removes from the cluster what no book names any more: generations and runs that were replaced, or never published.
 * Every part that goes is named. A laptop that sleeps in the middle may remove long after its file became another's:
 * what was written since has higher numbers, and stays.
 */
import { z } from 'zod';
import { booksIndex } from './books-index';
import { caseAlias, ownIndexPart } from './case-indices';
import type { ClusterCalls } from './cluster-calls';
import { ClusterError } from './cluster-error';

/** Parts of one file that may go. */
export interface OldParts {
  readonly sha256: string;
  /** The last number that whoever removes knows of; what has a higher one is another's. */
  readonly last: number;
  readonly published: readonly string[];
}

/** Documents removed by one call: seconds, well within a lease. */
const DOCUMENTS_A_CALL = 50_000;
/** A file has a few parts; what is beyond is removed the next time. */
const MOST_PARTS = 1_000;
const MOST_INDICES = 10_000;

const NAMES = z.record(z.string(), z.unknown());
const BUCKETS = <Bucket extends z.ZodType>(bucket: Bucket) =>
  z.object({ buckets: z.array(bucket), sum_other_doc_count: z.number() });
const LISTED = z.object({
  _shards: z.object({ total: z.number(), successful: z.number() }),
  aggregations: z
    .object({
      index: BUCKETS(z.object({ key: z.string(), part: BUCKETS(z.object({ key: z.string() })) })),
    })
    .optional(),
});
const REMOVED = z.object({ total: z.number(), deleted: z.number(), version_conflicts: z.number() });

type Step = () => Promise<void>;

/**
 * @param step before each call that removes something; what it throws ends the removal
 * @returns false where a part of the cluster is away: what is left there is removed later
 * @throws ClusterError, and what `step` throws
 */
export async function removeOld(
  calls: ClusterCalls,
  clusterCase: string,
  old: OldParts,
  step: Step,
  documentsACall = DOCUMENTS_A_CALL,
): Promise<boolean> {
  await removeOwnIndices(calls, clusterCase, old, step);
  const lists = await orAway(() => listed(calls, clusterCase, old));
  if (lists === AWAY) return false;
  let isDone = lists.isWhole;
  // By its name: an index that is away keeps what it has, and the others are tidied.
  for (const [index, parts] of lists.byIndex) {
    const removed = await orAway(() =>
      removeDocuments(calls, index, parts, { step, documentsACall }),
    );
    isDone = removed === true && isDone;
  }
  return isDone;
}

const AWAY = Symbol('away');

/** What may go well later is no reason to stop. */
async function orAway<Answer>(work: () => Promise<Answer>): Promise<Answer | typeof AWAY> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ClusterError && error.isPassing) return AWAY;
    throw error;
  }
}

/** Whether a part is of the file, known, and not published. */
function isOld({ sha256, last, published }: OldParts, part: string): boolean {
  if (!part.startsWith(`${sha256}.`) || published.includes(part)) return false;
  const numbers = part
    .slice(sha256.length + 1)
    .split('.')
    .map(Number);
  return numbers.every((number) => number <= last);
}

/** Of large files: whole indices, which costs nothing. */
async function removeOwnIndices(
  calls: ClusterCalls,
  clusterCase: string,
  old: OldParts,
  step: Step,
): Promise<void> {
  const path = `/${caseAlias(clusterCase)}-file-${old.sha256}.*`;
  const { body } = await calls.ask({ method: 'GET', path: `${path}/_alias` });
  for (const name of Object.keys(NAMES.parse(body))) {
    const part = ownIndexPart(clusterCase, name);
    if (part === null || !isOld(old, part)) continue;
    await step();
    await calls.ask({ method: 'DELETE', path: `/${name}`, expected: [404] });
  }
}

interface ListedParts {
  readonly byIndex: ReadonlyMap<string, readonly string[]>;
  readonly isWhole: boolean;
}

/** Which old parts lie in which index, as far as their shards answer. */
async function listed(
  calls: ClusterCalls,
  clusterCase: string,
  old: OldParts,
): Promise<ListedParts> {
  const path = `/${caseAlias(clusterCase)},${booksIndex(clusterCase)}`;
  const lenient = { ignore_unavailable: true };
  // Nothing is refreshed before a file is finished, and what is not cannot be found to be removed.
  await calls.ask({ method: 'POST', path: `${path}/_refresh`, query: lenient });
  const terms = (field: string, size: number) => ({ terms: { field, size } });
  const body = {
    ...{ size: 0, track_total_hits: false, query: { prefix: { part: `${old.sha256}.` } } },
    aggs: {
      index: { ...terms('_index', MOST_INDICES), aggs: { part: terms('part', MOST_PARTS) } },
    },
  };
  const call = { method: 'POST', path: `${path}/_search`, query: lenient, body } as const;
  const { _shards: shards, aggregations } = LISTED.parse((await calls.ask(call)).body);
  const found = (aggregations?.index.buckets ?? []).map(({ key, part }) => {
    const parts = part.buckets.map((one) => one.key).filter((one) => isOld(old, one));
    return { index: key, parts, isWhole: part.sum_other_doc_count === 0 };
  });
  return {
    byIndex: new Map(found.flatMap(({ index, parts }) => (parts.length > 0 ? [[index, parts]] : []))), // prettier-ignore
    isWhole: shards.successful === shards.total && found.every(({ isWhole }) => isWhole),
  };
}

/** In steps. @returns false where something is left */
async function removeDocuments(
  calls: ClusterCalls,
  index: string,
  parts: readonly string[],
  { step, documentsACall }: { readonly step: Step; readonly documentsACall: number },
): Promise<boolean> {
  const path = `/${index}/_delete_by_query`;
  const query = { conflicts: 'proceed', refresh: true, max_docs: documentsACall };
  const body = { query: { terms: { part: parts } } };
  for (;;) {
    await step();
    const answer = await calls.ask({ method: 'POST', path, query, body });
    const { total, deleted, version_conflicts: conflicts } = REMOVED.parse(answer.body);
    if (total < documentsACall) return conflicts === 0;
    if (deleted === 0) return false;
  }
}
