/** The tables of an event shard (docs/formats/shard.md). */

/** A shard of another version is not migrated but written again by a re-index. */
export const SHARD_VERSION = 2;
/** The one before did not keep raw texts: they are read from its original records. */
export const VERSION_WITHOUT_RAW_TEXTS = 1;
export const PAGE_BYTES = 8_192;

/** Most events in a segment: codes of 16 bits, two of them taken by "absent" and "null". */
export const MOST_SEGMENT_EVENTS = 65_534;
/** A segment also closes when this much text is in its dictionaries. */
export const MOST_SEGMENT_BYTES = 64 << 20;
export const DOCUMENTS_PER_BLOCK = 128;
/** A block also closes at this many bytes: records may have tens of megabytes each. */
export const BLOCK_BYTES = 8 << 20;
/** Column ids are segment * FIELDS_PER_SEGMENT + field. */
export const FIELDS_PER_SEGMENT = 4_096;
/** Fields past this share one spill column of `name` + NUL + value texts. */
export const MOST_FIELDS = 4_000;
export const SPILL_FIELD = FIELDS_PER_SEGMENT - 1;
/** Not a field: a tuple of what the record says beside its fields (`EventRecord.rawTexts`). */
export const RAW_TEXTS = SPILL_FIELD - 1;
/** Index rows are column id * CODES_PER_COLUMN + code. */
export const CODES_PER_COLUMN = 65_536;
/** Flaws beyond this are counted, not listed. */
export const MOST_LISTED_FLAWS = 10_000;

export const SHARD_SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE field (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE segment (
    id INTEGER PRIMARY KEY, first_event INTEGER NOT NULL, events INTEGER NOT NULL,
    first_time TEXT, last_time TEXT,
    time_base TEXT NOT NULL, times BLOB NOT NULL, has_time BLOB NOT NULL,
    offsets BLOB NOT NULL, record_ids BLOB NOT NULL, has_record_id BLOB NOT NULL,
    recovered BLOB NOT NULL
  );
  CREATE TABLE col (
    id INTEGER PRIMARY KEY, distinct_values INTEGER NOT NULL, present INTEGER NOT NULL,
    width INTEGER NOT NULL, dictionary_bytes INTEGER NOT NULL,
    dictionary BLOB NOT NULL, codes BLOB NOT NULL
  );
  CREATE TABLE document (first_event INTEGER PRIMARY KEY, bytes INTEGER NOT NULL, packed BLOB NOT NULL);
  CREATE TABLE flaw (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, offset_bytes INTEGER NOT NULL,
    line_number INTEGER, reason TEXT NOT NULL, record_lost INTEGER NOT NULL
  );
  CREATE VIRTUAL TABLE value_index USING fts5(
    text, content='', columnsize=0, detail=none, tokenize='trigram'
  );
  INSERT INTO value_index(value_index, rank) VALUES ('hashsize', 33554432);
`;

/** Values of these characters alone are not indexed: too many, too alike (store.md 2). */
export const UNINDEXED_VALUE = /^[-{}\dA-Fa-fxX:. ()]*$/;
/** The index holds runs of three characters. */
export const SHORTEST_INDEXED = 3;
