/**
 * The book of an evidence file in the cluster: what it goes by there, who is at work on it, and what is published of
 * it. One small document, changed as a whole and compared before: that is the one atomic step (decision 0029).
 */
import { z } from 'zod';
import type { EvidenceFile, Published } from '@shared/model/evidence-file';
import { OPERATIONS } from '@shared/model/file-states';
import { generation, runId } from '@shared/model/ids';
import { COUNTS } from '../case/file-rows';
import { partOf } from './event-document';

/** A case folder on a laptop. */
const LAPTOP = z.object({ id: z.string(), name: z.string() });
export type Laptop = Readonly<z.infer<typeof LAPTOP>>;

const PUBLISHED = z.object({
  generation: z.number().transform(generation),
  pack: z.null(),
  detectionsRun: z.number().transform(runId).nullable(),
  hitsRun: z.number().transform(runId).nullable(),
  result: z.enum(['full', 'partial', 'no events']),
  counts: COUNTS.extend({ eventsWithHits: z.number() }),
  huntedWith: z.object({ rules: z.string().nullable(), indicators: z.string().nullable() }),
});

export const BOOK = z.object({
  sha256: z.string(),
  number: z.number(),
  /** The evidence, as the laptop that has it knows it. */
  evidence: z.object({
    laptop: LAPTOP,
    ...{ name: z.string(), path: z.string(), sizeBytes: z.number(), modifiedMs: z.number() },
    ...{ kind: z.enum(['evtx', 'ndjson', 'json-array']), sha1: z.string(), md5: z.string() },
  }),
  /** The next number of a generation or run: none is ever given twice. */
  nextNumber: z.number(),
  /** Who is at work on it; nobody else may be until then (milliseconds of the cluster's clock). */
  claim: z
    .object({
      laptop: LAPTOP,
      until: z.number(),
      operation: z.enum(OPERATIONS),
      number: z.number(),
    })
    .nullable(),
  published: PUBLISHED.nullable(),
  /** Name of the laptop that took it out of the case; null where nobody did, or it was published since. */
  removedBy: z.string().nullable().default(null),
  sourceLabel: z.string(),
  /** When what was replaced may be removed: until then others may be reading it. Null where nothing is left. */
  tidyAt: z.number().nullable(),
});
export type Book = z.infer<typeof BOOK>;

/** A book as it was at one of its changes; later ones have higher numbers. */
export interface ToldBook {
  readonly book: Book;
  readonly seqNo: number;
}

/** A book as it was read, with what it is compared by. */
export interface ReadBook extends ToldBook {
  readonly primaryTerm: number;
}

/** What is kept of a file; everything else of it may go. */
export function publishedParts({
  sha256,
  published,
}: Pick<Book, 'sha256' | 'published'>): string[] {
  if (published === null) return [];
  const { generation: made, detectionsRun, hitsRun } = published;
  const runs = [detectionsRun, hitsRun].flatMap((run) => (run === null ? [] : [run]));
  return [partOf(sha256, made), ...runs.map((run) => partOf(sha256, made, run))];
}

/** @throws RangeError for a file that is no evidence */
export function evidenceOf(file: EvidenceFile, laptop: Laptop): Book['evidence'] {
  const { name, path, sizeBytes, modifiedMs, kind, hashes } = file;
  if (kind === null || hashes === null) throw new RangeError(`file ${file.id} is no evidence`);
  const { sha1, md5 } = hashes;
  return { laptop, name, path, sizeBytes, modifiedMs, kind, sha1, md5 };
}

/** As the case's database takes it. */
export const publishedOf = ({ published }: Book): Published | null => published;

/** As a book takes it. */
export const bookedOf = (published: Published): NonNullable<Book['published']> =>
  PUBLISHED.parse({ ...published, pack: null });

/** The last of the numbers that a result was written under. */
export const lastNumberOf = (published: Published): number =>
  Math.max(published.generation, published.detectionsRun ?? 0, published.hitsRun ?? 0);
