/**
 * The same events in one plain SQLite database, for comparison: a row of JSON each with an index over the times,
 * searched with LIKE and json_extract; and an FTS5 table over all values (unicode61, contentless, detail=none),
 * whose candidates are checked against the rows, because it can tell neither fields nor parts of words.
 */
import fs from 'node:fs';
import type { EventRecord } from '@shared/model/event';
import { parseIsoTime } from '@shared/model/time-text';
import { openReader, openWriter, type SqliteReader } from '@electron/store/sqlite';
import { caseEvents } from './case-events';
import { oneBigLog } from './search-case';
import type { Questions } from './search-measure';

export interface MadeDatabase {
  readonly file: string;
  readonly events: number;
  /** Of the rows with their index, and of the FTS5 table over them. */
  readonly bytesPerEvent: { readonly rows: number; readonly fts5: number };
}

export function makeDatabase(file: string, events: number): MadeDatabase {
  const writer = openWriter(file);
  writer.exec(`
    PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;
    CREATE TABLE event (id INTEGER PRIMARY KEY, time INTEGER, body TEXT NOT NULL);
    CREATE VIRTUAL TABLE words USING fts5(
      text, content='', columnsize=0, detail=none, tokenize='unicode61');
  `);
  const row = writer.prepare('INSERT INTO event VALUES (?, ?, ?)');
  const words = writer.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
  let id = 0;
  for (const event of caseEvents(oneBigLog(events))) {
    id++;
    row.run(id, event.time, bodyOf(event));
    words.run(id, event.values.flat().join('\n'));
  }
  writer.exec('CREATE INDEX event_time ON event(time); COMMIT');
  const ftsBytes = Number(
    writer.prepare('SELECT sum(length(block)) AS bytes FROM words_data').get()?.['bytes'],
  );
  writer.close();
  const perEvent = (bytes: number): number => Math.round(bytes / events);
  const { size } = fs.statSync(file);
  return {
    file,
    events,
    bytesPerEvent: { rows: perEvent(size - ftsBytes), fts5: perEvent(ftsBytes) },
  };
}

/** Fields by their names, as `json_extract` asks for them. */
const bodyOf = ({ names, values }: EventRecord): string =>
  JSON.stringify(Object.fromEntries(names.map((name, at) => [name, values[at] ?? null])));

const field = (name: string): string => `json_extract(body, '$.${name}')`;
const RANGE = `time >= ${parseIsoTime('2026-03-10')} AND time < ${parseIsoTime('2026-03-13')}`;

const BY_ROW: Readonly<Record<string, string>> = {
  'field term': String.raw`${field('Image')} LIKE '%\cmd.exe'`,
  'field ends with': String.raw`${field('NewProcessName')} LIKE '%\schtasks.exe'`,
  'field contains': `${field('CommandLine')} LIKE '%-enc%'`,
  'text, indexed': "body LIKE '%mimikatz%'",
  'text, an address (not indexed)': "body LIKE '%10.20.3.77%'",
  'EventID and three days': `${field('EventID')} = '4624' AND ${RANGE}`,
};

/** Words every match has; `-enc` stands at the beginning of a word. */
const WORDS: Readonly<Record<string, string>> = {
  'field term': 'cmd AND exe',
  'field ends with': 'schtasks AND exe',
  'field contains': 'enc*',
  'text, indexed': 'mimikatz',
  'text, an address (not indexed)': '10 AND 20 AND 3 AND 77',
  'EventID and three days': '4624',
};

const PAGES: Readonly<Record<string, (events: number) => string>> = {
  'all, first page': () => 'LIMIT 200',
  'all, page at 3/4': (events) => `LIMIT 200 OFFSET ${Math.floor(events * 0.75)}`,
};

const counted = (reader: SqliteReader, sql: string): number =>
  Number(reader.prepare(`SELECT count(*) AS n FROM ${sql}`).get()?.['n']);

export function sqliteQuestions(
  { file, events }: MadeDatabase,
  engine: 'rows' | 'fts5',
): Questions {
  let opened: SqliteReader | undefined;
  const reader = (): SqliteReader => (opened ??= openReader(file));
  if (engine === 'fts5') {
    return Object.entries(WORDS).map(([name, words]) => {
      const sql = `words JOIN event ON event.id = words.rowid
        WHERE words MATCH '${words}' AND ${BY_ROW[name]}`;
      return { name, ask: () => counted(reader(), sql) };
    });
  }
  const counts = Object.entries(BY_ROW).map(([name, test]) => ({
    ...{ name, ask: () => counted(reader(), `event WHERE ${test}`) },
  }));
  const pages = Object.entries(PAGES).map(([name, limit]) => ({
    name,
    ask: () =>
      reader()
        .prepare(`SELECT * FROM event ORDER BY time ${limit(events)}`)
        .all().length,
  }));
  return [...counts, ...pages];
}
