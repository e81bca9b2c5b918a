/** Which files' events lie in which pack, and which files could be packed. */
import type { PackedFile, PackingOrder } from '@shared/contract/shard-packing';
import { FILE_STATES } from '@shared/model/file-states';
import { type PackId, packId } from '@shared/model/ids';
import type { SqliteWriter } from '../sqlite';

const LAST_PACK = 'lastPack';

/** Neither queued nor in work; they are our own words. */
const AT_REST = Object.entries(FILE_STATES)
  .filter(([state, { active }]) => !active && state !== 'queued')
  .map(([state]) => `'${state}'`)
  .join(', ');

/** No run is at the file, or waits for it. */
const IS_FREE = `(state IS NULL OR state IN (${AT_REST}))`;

/** A published file and how many events it has. */
export interface CountedFile extends PackedFile {
  readonly events: number;
}

export interface PackUse {
  readonly pack: PackId;
  /** What was written into it. */
  readonly written: number;
  /** Of files that still have their events there. */
  readonly live: number;
}

export class PackTable {
  readonly #writer: SqliteWriter;

  constructor(writer: SqliteWriter) {
    this.#writer = writer;
  }

  /** One no pack of the case had before. */
  takeNumber(): PackId {
    const row = this.#writer.prepare('SELECT value FROM setting WHERE key = ?').get(LAST_PACK);
    const next = Number(row?.['value'] ?? 0) + 1;
    this.#writer
      .prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)')
      .run(LAST_PACK, String(next));
    return packId(next);
  }

  /** Free files with a shard of their own, read one by one: there may be thousands. */
  loose(): Generator<CountedFile, void, undefined> {
    return this.#filesWhere('pack IS NULL AND generation IS NOT NULL');
  }

  /** Free files of a pack. */
  membersOf(pack: PackId): CountedFile[] {
    return [...this.#filesWhere('pack = ?', pack)];
  }

  *#filesWhere(where: string, ...values: number[]): Generator<CountedFile, void, undefined> {
    const files = this.#writer.prepare(
      `SELECT id, generation, pack, coalesce(packed_events, json_extract(counts, '$.events')) AS events
       FROM evidence_file WHERE ${where} AND ${IS_FREE} ORDER BY id`,
    );
    for (const row of files.iterate(...values))
      yield {
        ...{ file: Number(row['id']), generation: Number(row['generation']) },
        pack: row['pack'] === null ? null : Number(row['pack']),
        events: Number(row['events']),
      };
  }

  uses(): PackUse[] {
    return this.#writer
      .prepare(
        `SELECT pack.id, pack.events AS written, sum(file.packed_events) AS live
         FROM pack JOIN evidence_file AS file ON file.pack = pack.id GROUP BY pack.id ORDER BY pack.id`,
      )
      .all()
      .map((row) => ({
        ...{ pack: packId(Number(row['id'])), written: Number(row['written']) },
        live: Number(row['live']),
      }));
  }

  /**
   * Points files to a pack that is written. Those that have changed meanwhile, or are in work, stay where they are.
   * @returns the files that lie there now
   */
  publish({ pack, members }: Pick<PackingOrder, 'pack' | 'members'>, events: number): PackedFile[] {
    this.#writer.prepare('INSERT INTO pack VALUES (?, ?)').run(pack, events);
    const move = this.#writer.prepare(
      `UPDATE evidence_file SET pack = ?, packed_events = json_extract(counts, '$.events') WHERE id = ? AND generation = ? AND pack IS ? AND ${IS_FREE}
       RETURNING id`,
    );
    return members.filter(
      (one) => move.get(pack, one.file, one.generation, one.pack) !== undefined,
    );
  }

  /** Forgets packs that no file refers to any more. */
  takeUnused(): PackId[] {
    return this.#writer
      .prepare(
        `DELETE FROM pack WHERE id NOT IN (SELECT pack FROM evidence_file WHERE pack IS NOT NULL)
         RETURNING id`,
      )
      .all()
      .map((row) => packId(Number(row['id'])));
  }
}
