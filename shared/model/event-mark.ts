/**
 * What an examiner marks events with: tags, a note, and that they are out of sight. Kept by the stable key of
 * the event (hash of its file and offset of its record), so that marks outlive a re-index.
 */
import { z } from 'zod';

export const TAG_COLOURS = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'violet',
  'grey',
] as const;
export type TagColour = (typeof TAG_COLOURS)[number];

export const TAG_DRAFT = z
  .object({
    /** Null for a new one. */
    id: z.number().int().positive().nullable(),
    name: z.string().trim().min(1).max(80),
    colour: z.enum(TAG_COLOURS),
  })
  .strict();
export type TagDraft = z.infer<typeof TAG_DRAFT>;

/** Whether a tag is put on events or taken off. */
export const TAG_PUT = z.object({ tag: z.number().int().positive(), isOn: z.boolean() }).strict();
export type TagPut = z.infer<typeof TAG_PUT>;

export interface Tag {
  readonly id: number;
  readonly name: string;
  readonly colour: TagColour;
}

/** A tag with how many events have it. */
export interface TagUse extends Tag {
  readonly events: number;
}

/** Stable across re-indexing. */
export interface StableKey {
  readonly sha256: string;
  readonly offset: number;
}

/** Everything one event is marked with. */
export interface EventMarks {
  readonly tags: readonly Tag[];
  readonly note: string;
  /** Why it is out of sight; null where it is not. */
  readonly hidden: string | null;
}

export const NO_MARKS: EventMarks = { tags: [], note: '', hidden: null };

export const MOST_NOTE = 20_000;
export const MOST_TAGS = 500;
/** Events that are marked one by one in one act at most: those an examiner can select. */
export const MOST_SELECTED = 1_000;
/** Events that one act marks at most, of all a search finds. */
export const MOST_MARKED_AT_ONCE = 100_000;
