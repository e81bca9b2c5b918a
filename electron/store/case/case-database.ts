/** case.db in the hands of its one writer. Every method, of its tables too, is one small transaction. */
import fs from 'node:fs';
import { CaseScopeError } from '@shared/model/errors';
import { casePaths } from '../case-paths';
import { migrate } from '../migrations/migrate';
import { isDamage, openWriter, type SqliteWriter } from '../sqlite';
import { makeCaseFolder } from './case-folder';
import { CaseLock } from './case-lock';
import { CaseReader, damagedCase } from './case-reader';
import { EvidenceTable } from './evidence-table';
import { IndicatorTable } from './indicator-table';
import { MarkTable } from './mark-table';
import { OutlineTable } from './outline-table';
import { PackTable } from './pack-table';
import { PendingIntake } from './pending-intake';
import { QueueTable } from './queue-table';
import { TuningTable } from './tuning-table';

export class CaseDatabase extends CaseReader {
  readonly caseDir: string;
  readonly evidenceTable: EvidenceTable;
  readonly queueTable: QueueTable;
  readonly indicatorTable: IndicatorTable;
  readonly tuningTable: TuningTable;
  readonly markTable: MarkTable;
  readonly outlineTable: OutlineTable;
  readonly packTable: PackTable;
  readonly pendingIntake: PendingIntake;
  readonly #writer: SqliteWriter;
  readonly #lock: CaseLock;

  private constructor(caseDir: string, writer: SqliteWriter, lock: CaseLock) {
    super(writer);
    this.caseDir = caseDir;
    this.#writer = writer;
    this.#lock = lock;
    this.evidenceTable = new EvidenceTable(writer);
    this.queueTable = new QueueTable(writer);
    this.indicatorTable = new IndicatorTable(writer);
    this.tuningTable = new TuningTable(writer);
    this.markTable = new MarkTable(writer);
    this.outlineTable = new OutlineTable(writer);
    this.packTable = new PackTable(writer);
    this.pendingIntake = new PendingIntake(writer);
  }

  /** @throws CaseScopeError `case-exists`, `case-folder` */
  static create(caseDir: string, name: string, program: string): CaseDatabase {
    makeCaseFolder(caseDir);
    const database = CaseDatabase.#open(caseDir, program);
    database.putSetting('name', name);
    return database;
  }

  /** Takes the case's lock. @throws CaseScopeError `case-missing`, `case-locked`, `case-newer` */
  static openToWrite(caseDir: string, program: string): CaseDatabase {
    if (!fs.existsSync(casePaths.database(caseDir))) {
      throw new CaseScopeError('case-missing', `There is no case in ${caseDir}.`);
    }
    return CaseDatabase.#open(caseDir, program);
  }

  static #open(caseDir: string, program: string): CaseDatabase {
    const lock = CaseLock.take(caseDir, program);
    let writer: SqliteWriter | null = null;
    try {
      writer = openWriter(casePaths.database(caseDir));
      writer.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;',
      );
      migrate(caseDir, writer);
      return new CaseDatabase(caseDir, writer, lock);
    } catch (error) {
      writer?.close();
      lock.release();
      throw isDamage(error) ? damagedCase(caseDir, error) : error;
    }
  }

  /** Several changes that belong together. */
  together<Answer>(work: () => Answer): Answer {
    return this.#writer.transaction(work);
  }

  putSetting(key: string, value: string): void {
    this.#writer.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)').run(key, value);
  }

  removeSetting(key: string): void {
    this.#writer.prepare('DELETE FROM setting WHERE key = ?').run(key);
  }

  /** Those whose keys begin so. */
  removeSettings(prefix: string): void {
    const sql = 'DELETE FROM setting WHERE substr(key, 1, length(?)) = ?';
    this.#writer.prepare(sql).run(prefix, prefix);
  }

  override close(): void {
    super.close();
    this.#lock.release();
  }
}
