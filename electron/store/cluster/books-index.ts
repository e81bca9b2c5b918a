/**
 * The index of a case's books in the cluster (docs/formats/cluster.md): what is small and read by its id. A book per
 * evidence file, the head and the flaws of each generation, the counter of file numbers, the case itself.
 */
import { z } from 'zod';
import type { FlawRow } from '@shared/contract/evidence-views';
import { SHARD_SUMMARY } from '../shard/shard-summary';
import { caseAlias } from './case-indices';

export const booksIndex = (clusterCase: string): string => `${caseAlias(clusterCase)}-books`;

const keyword = { type: 'keyword' } as const;

export const BOOKS_MAPPING = {
  dynamic: 'strict',
  properties: {
    kind: keyword,
    /** Of a file's book. */
    sha256: keyword,
    /** Of a head and of flaws: the generation they go with. */
    part: keyword,
    body: { type: 'object', enabled: false },
  },
} as const;

/** The books change one at a time, and what is claimed is asked by id: one shard, in the order of its changes. */
export const booksSettings = (nodes: number): object => ({
  ...{ number_of_shards: 1, number_of_replicas: nodes > 1 ? 1 : 0, refresh_interval: '1s' },
});

export const headId = (part: string): string => `head.${part}`;
export const flawsId = (part: string, page: number): string => `flaws.${part}.${page}`;
export const FLAWS_A_PAGE = 1_000;

/** What a finished generation says before any event is read. */
export const HEAD = z.object({
  documentKind: z.enum(['tree', 'json']),
  summary: SHARD_SUMMARY,
  /** Where its events lie, and what is found in them. */
  index: z.string(),
  /** By id, counted from 1. Fields beyond the most there may be share one column, as in a shard. */
  fields: z.array(z.string()),
  /** Number of the first event of each segment. */
  segments: z.array(z.number()),
  flawKinds: z.array(z.object({ kind: z.string(), count: z.number() })),
  listedFlaws: z.number(),
});
export type Head = z.infer<typeof HEAD>;

export const FLAW_PAGE: z.ZodType<FlawRow[]> = z.array(
  z.object({
    ...{ id: z.number(), kind: z.string(), offset: z.number(), line: z.number().nullable() },
    ...{ reason: z.string(), recordLost: z.boolean() },
  }),
);

/** A document as GET answers it. @returns null where there is none */
export function bodyOf(answer: unknown): unknown {
  const { found, _source: source } = GOT.parse(answer);
  return found ? source?.body : null;
}

const GOT = z.object({
  found: z.boolean().default(false),
  _source: z.object({ body: z.unknown() }).loose().optional(),
});
