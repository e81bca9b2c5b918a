/** The examiner's marks as they stand in case.db, event by event. */
import { z } from 'zod';
import { type EventMarks, type Tag, TAG_COLOURS, type TagUse } from '@shared/model/event-mark';
import type { SqliteReader } from '../sqlite';

const TAG_ROW = z.object({
  id: z.number(),
  name: z.string(),
  colour: z.enum(TAG_COLOURS),
});
const PLACE = { sha256: z.string(), offset: z.number() };
const TAGGED = z.object({ ...PLACE, tag: z.number() });
const NOTED = z.object({ ...PLACE, note: z.string() });
const HIDDEN = z.object({ ...PLACE, reason: z.string() });

/** False for a case of an earlier version that is only read. */
const hasMarks = (reader: SqliteReader): boolean =>
  reader
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'event_tag'")
    .get() !== undefined;

export function readTags(reader: SqliteReader): TagUse[] {
  if (!hasMarks(reader)) return [];
  const counts = new Map(
    reader
      .prepare('SELECT tag, count(*) AS events FROM event_tag GROUP BY tag')
      .all()
      .map((row) => [Number(row['tag']), Number(row['events'])]),
  );
  return reader
    .prepare('SELECT id, name, colour FROM tag ORDER BY name')
    .all()
    .map((row) => TAG_ROW.parse(row))
    .map((tag) => ({ ...tag, events: counts.get(tag.id) ?? 0 }));
}

export const countHidden = (reader: SqliteReader): number =>
  hasMarks(reader)
    ? Number(reader.prepare('SELECT count(*) AS count FROM event_hidden').get()?.['count'] ?? 0)
    : 0;

interface Marked {
  readonly tags: Tag[];
  note: string;
  hidden: string | null;
}

/** Hash of a file → offset of a record → its marks. */
export type MarksByFile = ReadonlyMap<string, ReadonlyMap<number, EventMarks>>;

export function readMarks(reader: SqliteReader): MarksByFile {
  const files = new Map<string, Map<number, Marked>>();
  if (!hasMarks(reader)) return files;
  const at = ({ sha256, offset }: { sha256: string; offset: number }): Marked => {
    const events = files.get(sha256) ?? new Map<number, Marked>();
    files.set(sha256, events);
    const marked = events.get(offset) ?? { tags: [], note: '', hidden: null };
    events.set(offset, marked);
    return marked;
  };
  const tags = new Map(readTags(reader).map(({ events: _, ...tag }) => [tag.id, tag]));
  for (const row of reader.prepare('SELECT sha256, offset, tag FROM event_tag').all()) {
    const tagged = TAGGED.parse(row);
    const tag = tags.get(tagged.tag);
    if (tag !== undefined) at(tagged).tags.push(tag);
  }
  for (const row of reader.prepare('SELECT sha256, offset, note FROM event_note').all()) {
    const noted = NOTED.parse(row);
    at(noted).note = noted.note;
  }
  for (const row of reader.prepare('SELECT sha256, offset, reason FROM event_hidden').all()) {
    const hidden = HIDDEN.parse(row);
    at(hidden).hidden = hidden.reason;
  }
  return files;
}
