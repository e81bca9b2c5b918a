/** case.db in the hands of its one writer. Every method is one small transaction. */
import fs from 'node:fs';
import { CaseScopeError } from '@shared/model/errors';
import type {
  EvidenceFile,
  EvidenceKind,
  FileHashes,
  IntakeOutcome,
  Published,
} from '@shared/model/evidence-file';
import { FILE_STATES, type FileState, type Operation } from '@shared/model/file-states';
import {
  type FileId,
  fileId,
  type Generation,
  generation,
  type IndicatorId,
  indicatorId,
  type RunId,
  runId,
} from '@shared/model/ids';
import type { Indicator } from '@shared/model/indicator';
import type { SourceChoice } from '@shared/model/source-choice';
import { fileTimeNow, formatFileTime } from '@shared/model/time-text';
import { casePaths } from '../case-paths';
import { migrate } from '../migrations/migrate';
import { isDamage, openWriter, type SqliteWriter } from '../sqlite';
import { CaseLock } from './case-lock';
import { CaseReader } from './case-reader';
import { evidenceFileOf } from './file-rows';

export interface NewFile {
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly kind: EvidenceKind | null;
  readonly hashes: FileHashes | null;
  readonly intake: IntakeOutcome;
}

export interface RunState {
  readonly operation: Operation;
  readonly state: FileState;
  readonly error: string | null;
  readonly attempts: number;
  readonly seconds: number | null;
}

export class CaseDatabase extends CaseReader {
  readonly #writer: SqliteWriter;
  readonly #lock: CaseLock;

  private constructor(writer: SqliteWriter, lock: CaseLock) {
    super(writer);
    this.#writer = writer;
    this.#lock = lock;
  }

  /** @throws CaseScopeError `case-exists` where the folder already holds a case */
  static create(caseDir: string, name: string, program: string): CaseDatabase {
    fs.mkdirSync(caseDir, { recursive: true });
    if (fs.existsSync(casePaths.database(caseDir))) {
      throw new CaseScopeError(
        'case-exists',
        `There is already a case in ${caseDir}. Open it instead.`,
      );
    }
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
      return new CaseDatabase(writer, lock);
    } catch (error) {
      writer?.close();
      lock.release();
      throw isDamage(error)
        ? new CaseScopeError(
            'case-damaged',
            `The case database in ${caseDir} is damaged. Restore it from the folder backups.`,
            { cause: error },
          )
        : error;
    }
  }

  /** Several changes that belong together. */
  together<Answer>(work: () => Answer): Answer {
    return this.#writer.transaction(work);
  }

  putSetting(key: string, value: string): void {
    this.#writer.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)').run(key, value);
  }

  addFile(file: NewFile): EvidenceFile {
    const { intake, hashes } = file;
    const id = this.#writer
      .prepare(
        `INSERT INTO evidence_file
          (path, name, size_bytes, modified_ms, kind, source_label, sha256, sha1, md5,
           intake, intake_reason, duplicate_of, added_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        file.path,
        file.name,
        file.sizeBytes,
        file.modifiedMs,
        file.kind,
        file.kind === null ? '' : KIND_LABELS[file.kind],
        hashes?.sha256 ?? null,
        hashes?.sha1 ?? null,
        hashes?.md5 ?? null,
        intake.type,
        intake.type === 'skipped' ? intake.reason : null,
        intake.type === 'duplicate' ? intake.of : null,
        formatFileTime(fileTimeNow()),
      );
    return this.file(fileId(id));
  }

  file(id: FileId): EvidenceFile {
    const row = this.#writer.prepare('SELECT * FROM evidence_file WHERE id = ?').get(id);
    if (row === undefined) throw new RangeError(`no evidence file ${id}`);
    return evidenceFileOf(row);
  }

  /** The accepted file with these bytes, if the case has one. */
  fileWithHash(sha256: string): EvidenceFile | null {
    const sql = "SELECT * FROM evidence_file WHERE sha256 = ? AND intake = 'accepted' ORDER BY id";
    const row = this.#writer.prepare(sql).get(sha256);
    return row === undefined ? null : evidenceFileOf(row);
  }

  /** The file added from a path, the latest if there were several. */
  fileAt(path: string): EvidenceFile | null {
    const sql = 'SELECT * FROM evidence_file WHERE path = ? ORDER BY id DESC';
    const row = this.#writer.prepare(sql).get(path);
    return row === undefined ? null : evidenceFileOf(row);
  }

  /** Makes the first duplicate of these bytes the accepted file, the others its duplicates; it comes first. */
  promoteDuplicate(sha256: string): EvidenceFile[] {
    const sql =
      "SELECT id FROM evidence_file WHERE sha256 = ? AND intake = 'duplicate' ORDER BY id";
    const ids = this.#writer
      .prepare(sql)
      .all(sha256)
      .map((row) => fileId(Number(row['id'])));
    const [first] = ids;
    if (first === undefined || this.fileWithHash(sha256) !== null) return [];
    this.#writer
      .prepare(
        `UPDATE evidence_file SET intake = CASE id WHEN ? THEN 'accepted' ELSE intake END,
           duplicate_of = CASE id WHEN ? THEN NULL ELSE ? END
         WHERE sha256 = ? AND intake = 'duplicate'`,
      )
      .run(first, first, first, sha256);
    return ids.map((id) => this.file(id));
  }

  setRun(id: FileId, run: RunState): void {
    this.#writer
      .prepare(
        'UPDATE evidence_file SET operation = ?, state = ?, error = ?, attempts = ?, seconds = ? WHERE id = ?',
      )
      .run(run.operation, run.state, run.error, run.attempts, run.seconds, id);
  }

  /** Puts a file behind everything queued so far. */
  setQueued(id: FileId): void {
    this.#writer
      .prepare(
        `UPDATE evidence_file SET queued_order =
           (SELECT coalesce(max(queued_order), 0) + 1 FROM evidence_file) WHERE id = ?`,
      )
      .run(id);
  }

  /** Ids of queued files in the order they run. */
  queue(): FileId[] {
    return this.#writer
      .prepare(
        `SELECT id FROM evidence_file WHERE state = 'queued' ORDER BY priority DESC, queued_order, id`,
      )
      .all()
      .map((row) => fileId(Number(row['id'])));
  }

  /** Counts for the status bar, without reading every row. */
  queueLoad(): { queued: number; active: number; failed: number; leftBytes: number } {
    const row = this.#writer
      .prepare(
        `SELECT sum(state = 'queued') AS queued, sum(state = 'failed') AS failed,
           sum(state IN (${ACTIVE})) AS active,
           sum(CASE WHEN state = 'queued' OR state IN (${ACTIVE}) THEN size_bytes ELSE 0 END) AS left_bytes
         FROM evidence_file`,
      )
      .get();
    const number = (name: string): number => Number(row?.[name] ?? 0);
    return {
      queued: number('queued'),
      active: number('active'),
      failed: number('failed'),
      leftBytes: number('left_bytes'),
    };
  }

  setPriority(id: FileId, priority: number): void {
    this.#writer.prepare('UPDATE evidence_file SET priority = ? WHERE id = ?').run(priority, id);
  }

  setSourceLabel(id: FileId, label: string): void {
    this.#writer.prepare('UPDATE evidence_file SET source_label = ? WHERE id = ?').run(label, id);
  }

  setSourceChoice(id: FileId, choice: SourceChoice): void {
    const text = choice.type === 'auto' ? null : JSON.stringify(choice);
    this.#writer.prepare('UPDATE evidence_file SET source_choice = ? WHERE id = ?').run(text, id);
  }

  /** A number no shard or sidecar of the case's file had before; used as generation and as run id. */
  takeNumber(id: FileId): { generation: Generation; run: RunId } {
    const row = this.#writer
      .prepare(
        'UPDATE evidence_file SET next_generation = next_generation + 1 WHERE id = ? RETURNING next_generation - 1 AS n',
      )
      .get(id);
    const number = Number(row?.['n'] ?? 0);
    return { generation: generation(number), run: runId(number) };
  }

  publish(id: FileId, published: Published): void {
    this.#writer
      .prepare(
        `UPDATE evidence_file SET generation = ?, detections_run = ?, hits_run = ?, result = ?, counts = ?
         WHERE id = ?`,
      )
      .run(
        published.generation,
        published.detectionsRun,
        published.hitsRun,
        published.result,
        JSON.stringify(published.counts),
        id,
      );
  }

  removeFile(id: FileId): void {
    this.#writer.prepare('DELETE FROM evidence_file WHERE id = ?').run(id);
  }

  /** Adds or, with an id, changes an indicator; the same one again changes its note and activity. */
  putIndicator(
    indicator: Omit<Indicator, 'id'> & { readonly id: IndicatorId | null },
  ): IndicatorId {
    const { type, value, mode, note, active } = indicator;
    if (indicator.id !== null) {
      this.#writer
        .prepare(
          'UPDATE indicator SET type = ?, value = ?, mode = ?, note = ?, active = ? WHERE id = ?',
        )
        .run(type, value, mode, note, active ? 1 : 0, indicator.id);
      return indicator.id;
    }
    const row = this.#writer
      .prepare(
        `INSERT INTO indicator (type, value, mode, note, active) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (type, value, mode) DO UPDATE SET active = excluded.active,
           note = CASE excluded.note WHEN '' THEN note ELSE excluded.note END
         RETURNING id`,
      )
      .get(type, value, mode, note, active ? 1 : 0);
    return indicatorId(Number(row?.['id'] ?? 0));
  }

  deleteIndicator(id: IndicatorId): void {
    this.#writer.prepare('DELETE FROM indicator WHERE id = ?').run(id);
  }

  override close(): void {
    super.close();
    this.#lock.release();
  }
}

/** Active states as a list in SQL; they are our own words. */
const ACTIVE = Object.entries(FILE_STATES)
  .filter(([, { active }]) => active)
  .map(([state]) => `'${state}'`)
  .join(', ');

const KIND_LABELS: Readonly<Record<EvidenceKind, string>> = {
  evtx: 'EVTX',
  ndjson: 'NDJSON',
  'json-array': 'JSON array',
};
