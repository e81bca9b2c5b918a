/** Schemas of source choices, where they cross processes or come from disk. */
import { z } from 'zod';
import { parseLogSource } from '../model/log-source';
import type { SourceChoice, SourceMapping } from '../model/source-choice';

const MOST_PATHS = 32;
const MOST_RENAMES = 500;
const path = z.string().min(1).max(1_024);
const paths = z.array(path).max(MOST_PATHS);

export const SOURCE_MAPPING: z.ZodType<SourceMapping> = z
  .object({
    name: z.string().trim().min(1).max(120),
    time: paths,
    computer: paths,
    eventId: paths,
    channel: paths,
    provider: paths,
    // Mappings saved by earlier versions have none.
    logSource: z
      .string()
      .max(128)
      .refine((text) => parseLogSource(text) !== null)
      .nullable()
      .default(null),
    renames: z
      .array(z.object({ from: path, to: z.string().min(1).max(256) }).strict())
      .max(MOST_RENAMES),
  })
  .strict();

export const SOURCE_CHOICE: z.ZodType<SourceChoice> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('auto') }).strict(),
  z.object({ type: z.literal('known'), id: z.string().max(64) }).strict(),
  z.object({ type: z.literal('mapping'), mapping: SOURCE_MAPPING }).strict(),
]);

/** One record of a preview: what the list would show of it, and all its fields. */
const PREVIEW_RECORD = z.object({
  lineNumber: z.number(),
  /** `formatFileTime` text; null where the record has no usable time. */
  time: z.string().nullable(),
  computer: z.string(),
  eventId: z.string(),
  channel: z.string(),
  fields: z.array(z.tuple([z.string(), z.string()])),
});
export type PreviewRecord = z.infer<typeof PREVIEW_RECORD>;

export const SOURCE_PREVIEW = z.object({
  /** What the file is recognised as, whatever was chosen, and the share of records that fit, 0–1. */
  recognised: z.object({ label: z.string(), confidence: z.number() }),
  /** Every path the sampled records have. */
  paths: z.array(z.string()),
  records: z.array(PREVIEW_RECORD),
});
export type SourcePreview = z.infer<typeof SOURCE_PREVIEW>;
