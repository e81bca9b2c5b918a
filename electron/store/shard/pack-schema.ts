/** What a pack has beside the tables of a shard (docs/formats/pack.md). */
import type { DocumentPacking } from './document-blocks';
import { SHARD_SCHEMA } from './shard-schema';

/** A pack of another version is not migrated: its members are re-indexed. */
export const PACK_VERSION = 3;
/** Those before are read: one had the places of events by segment, and the first, like shards, no raw texts. */
export const PACK_VERSION_WITH_SEGMENT_PLACES = 2;
export const PACK_VERSION_WITHOUT_RAW_TEXTS = 1;

/** A file whose events are more has a shard of its own: little is gained by packing it (store.md). */
export const MOST_MEMBER_EVENTS = 5_000;
/** Where members come to more, the pack is closed: so much is written anew when one of them has to be. */
export const MOST_PACK_EVENTS = 131_072;
/** Files without any event take no room, but a row. */
export const MOST_PACK_MEMBERS = 4_096;
/**
 * Whoever wants one event of a column unpacks so many: a page of rows comes from as many segments as it has rows. Half
 * of them cost 9 bytes an event more, twice as many save 8.
 */
export const MOST_PACK_SEGMENT_EVENTS = 8_192;

/** A blob takes whole pages: of one of six kilobytes, as blocks of records are, pages of 4 KiB leave a quarter empty. */
export const PACK_PAGE_BYTES = 2_048;
/**
 * Rows of a page come from as many blocks: half of what a shard has is opened in half the time. Packed thoroughly they take
 * no more room than four times as many packed quickly (docs/decisions/0051).
 */
export const PACK_DOCUMENTS: DocumentPacking = { documentsPerBlock: 64, effort: 'thorough' };

/**
 * A member's events lie side by side in one segment. `field_list`: ids of its fields in the pack, in the order they
 * have in the file itself, as 16-bit numbers. Its listed flaws are those behind the first `flaws_behind`.
 * `place`: where the events of a member stand in their file, by the first of them in the pack; the three columns that
 * a shard has for it are empty. `unindexed`: a filter of what the value index leaves out of a segment. `indexed_column`: by the first of its rows in the value index, each of which is of sixteen values.
 */
export const PACK_SCHEMA = `
  ${SHARD_SCHEMA}
  CREATE TABLE field_list (id INTEGER PRIMARY KEY, fields BLOB NOT NULL);
  CREATE TABLE place (first_event INTEGER PRIMARY KEY, packed BLOB NOT NULL);
  CREATE TABLE unindexed (segment INTEGER PRIMARY KEY, bytes INTEGER NOT NULL, filter BLOB NOT NULL);
  CREATE TABLE indexed_column (first_row INTEGER PRIMARY KEY, col INTEGER NOT NULL);
  CREATE TABLE member (
    file INTEGER NOT NULL, generation INTEGER NOT NULL,
    segment INTEGER NOT NULL, first_event INTEGER NOT NULL, events INTEGER NOT NULL,
    field_list INTEGER NOT NULL, document_kind TEXT NOT NULL, summary TEXT NOT NULL,
    flaws_behind INTEGER NOT NULL, flaws INTEGER NOT NULL,
    PRIMARY KEY (file, generation)
  ) WITHOUT ROWID;
`;
