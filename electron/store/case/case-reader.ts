/** case.db as everyone but the main process sees it: read-only. */
import fs from 'node:fs';
import { CaseScopeError } from '@shared/model/errors';
import type { EvidenceFile } from '@shared/model/evidence-file';
import type { TagUse } from '@shared/model/event-mark';
import type { StandingEvents } from '@shared/contract/shard-outline';
import { type RuleTuning, TUNING_DRAFT } from '@shared/model/rule-tuning';
import type { Indicator } from '@shared/model/indicator';
import { casePaths } from '../case-paths';
import { TUNING_AS_NOW } from '../migrations/0008-exclusions-by-fields';
import { isDamage, openReader, type SqliteReader, type Statement } from '../sqlite';
import { evidenceFileOf } from './file-rows';
import { indicatorOf } from './indicator-rows';
import { type PublishedFile, readPublished } from './published-rows';
import { countHidden, type MarksByFile, readMarks, readTags } from './read-marks';
import { outlineReader, type PruningOutline, readStandingEvents } from './read-outlines';

export const damagedCase = (caseDir: string, cause: unknown): CaseScopeError =>
  new CaseScopeError(
    'case-damaged',
    `The case database in ${caseDir} is damaged. Restore it from the folder backups.`,
    { cause },
  );

/** The reading half, over any handle of the database. */
export class CaseReader {
  protected readonly reader: SqliteReader;
  #version: Statement | null = null;
  #outline: ((shard: string) => PruningOutline | null) | null = null;

  constructor(reader: SqliteReader) {
    this.reader = reader;
  }

  /** @throws CaseScopeError `case-missing` where the folder holds no case, `case-damaged` */
  static open(caseDir: string): CaseReader {
    const file = casePaths.database(caseDir);
    if (!fs.existsSync(file)) {
      throw new CaseScopeError('case-missing', `There is no case in ${caseDir}.`);
    }
    try {
      const reader = openReader(file);
      // SQLite looks at a file only when something is asked of it.
      reader.prepare('SELECT count(*) FROM evidence_file').get();
      return new CaseReader(reader);
    } catch (error) {
      throw isDamage(error) ? damagedCase(caseDir, error) : error;
    }
  }

  files(): EvidenceFile[] {
    return this.reader.prepare('SELECT * FROM evidence_file ORDER BY id').all().map(evidenceFileOf);
  }

  /** Of everything that can be searched, what a search asks of it. */
  publishedFiles(): PublishedFile[] {
    return readPublished(this.reader);
  }

  /** Changes when another connection has changed the database. */
  version(): number {
    // A search asks several times for each file.
    this.#version ??= this.reader.prepare('PRAGMA data_version');
    return Number(this.#version.get()?.['data_version'] ?? 0);
  }

  indicators(): Indicator[] {
    return this.reader.prepare('SELECT * FROM indicator ORDER BY id').all().map(indicatorOf);
  }

  /** In the order they were made; none in a case of an earlier version that is only read. */
  tunings(): RuleTuning[] {
    const table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'rule_tuning'";
    if (this.reader.prepare(table).get() === undefined) return [];
    const rows = this.reader
      .prepare(`SELECT id, made_at, ${TUNING_AS_NOW} AS tuning FROM rule_tuning ORDER BY id`)
      .all();
    return rows.map((row) => ({
      ...TUNING_DRAFT.parse(JSON.parse(String(row['tuning']))),
      ...{ id: Number(row['id']), madeAt: String(row['made_at']) },
    }));
  }

  tags(): TagUse[] {
    return readTags(this.reader);
  }

  marks(): MarksByFile {
    return readMarks(this.reader);
  }

  /** Events out of sight. */
  hiddenEvents(): number {
    return countHidden(this.reader);
  }

  /** Null where the shard has none. @param shard name of its file */
  outline(shard: string): PruningOutline | null {
    this.#outline ??= outlineReader(this.reader);
    return this.#outline(shard);
  }

  /** By the names of their files. */
  standingEvents(): ReadonlyMap<string, StandingEvents> {
    return readStandingEvents(this.reader);
  }

  setting(key: string): string | null {
    const row = this.reader.prepare('SELECT value FROM setting WHERE key = ?').get(key);
    return row === undefined ? null : String(row['value']);
  }

  /** Values of those whose keys begin so, in the order of their keys. */
  settings(prefix: string): string[] {
    const sql = 'SELECT value FROM setting WHERE substr(key, 1, length(?)) = ? ORDER BY key';
    const rows = this.reader.prepare(sql).all(prefix, prefix);
    return rows.map((row) => String(row['value']));
  }

  close(): void {
    this.reader.close();
  }
}
