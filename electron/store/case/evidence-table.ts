/** Evidence files in case.db: what they are and what is published of them. */
import type { DetectionCounts } from '@shared/contract/order';
import type { EvidenceFile, EvidenceKind, Published } from '@shared/model/evidence-file';
import { type FileId, fileId } from '@shared/model/ids';
import type { SourceChoice } from '@shared/model/source-choice';
import { fileTimeNow, formatFileTime } from '@shared/model/time-text';
import type { SqliteWriter } from '../sqlite';
import { evidenceFileOf } from './file-rows';

/** What intake knows of a file. */
export type NewFile = Pick<
  EvidenceFile,
  'path' | 'name' | 'sizeBytes' | 'modifiedMs' | 'kind' | 'hashes' | 'intake'
>;

export class EvidenceTable {
  readonly #writer: SqliteWriter;

  constructor(writer: SqliteWriter) {
    this.#writer = writer;
  }

  add(file: NewFile): EvidenceFile {
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
    const file = this.find(id);
    if (file === null) throw new RangeError(`no evidence file ${id}`);
    return file;
  }

  /** Null where the case has no such file any more. */
  find(id: FileId): EvidenceFile | null {
    const row = this.#writer.prepare('SELECT * FROM evidence_file WHERE id = ?').get(id);
    return row === undefined ? null : evidenceFileOf(row);
  }

  /** The accepted file with these bytes, if the case has one. */
  withHash(sha256: string): EvidenceFile | null {
    const sql = "SELECT * FROM evidence_file WHERE sha256 = ? AND intake = 'accepted' ORDER BY id";
    const row = this.#writer.prepare(sql).get(sha256);
    return row === undefined ? null : evidenceFileOf(row);
  }

  /** The file added from a path, the latest if there were several. */
  at(path: string): EvidenceFile | null {
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
    if (first === undefined || this.withHash(sha256) !== null) return [];
    this.#writer
      .prepare(
        `UPDATE evidence_file SET intake = CASE id WHEN ? THEN 'accepted' ELSE intake END,
           duplicate_of = CASE id WHEN ? THEN NULL ELSE ? END
         WHERE sha256 = ? AND intake = 'duplicate'`,
      )
      .run(first, first, first, sha256);
    return ids.map((id) => this.file(id));
  }

  setSourceLabel(id: FileId, label: string): void {
    this.#writer.prepare('UPDATE evidence_file SET source_label = ? WHERE id = ?').run(label, id);
  }

  publish(id: FileId, published: Published): void {
    this.#writer
      .prepare(
        `UPDATE evidence_file SET generation = ?, pack = ?, packed_events = ?, detections_run = ?, hits_run = ?, result = ?, counts = ?,
           rules_hash = ?, indicators_hash = ?
         WHERE id = ?`,
      )
      .run(
        published.generation,
        published.pack,
        published.pack === null ? null : published.counts.events,
        published.detectionsRun,
        published.hitsRun,
        published.result,
        JSON.stringify(published.counts),
        published.huntedWith.rules,
        published.huntedWith.indicators,
        id,
      );
  }

  /** Counts of the detections that are published; false where others are by now, or nothing changes. */
  recount(
    id: FileId,
    { generation, run }: { readonly generation: number; readonly run: number },
    { detections, byLevel, suppressed }: DetectionCounts,
  ): boolean {
    const changed = this.#writer
      .prepare(
        `UPDATE evidence_file
           SET counts = json_set(counts, '$.detections', ?, '$.suppressed', ?, '$.detectionsByLevel', json(?))
         WHERE id = ? AND generation = ? AND detections_run = ? RETURNING id`,
      )
      .get(detections, suppressed, JSON.stringify(byLevel), id, generation, run);
    return changed !== undefined;
  }

  /** A hunt with other indicators would find the same; false where another hunt is published by now. */
  takeIndicators(
    id: FileId,
    { generation, hitsRun }: { readonly generation: number; readonly hitsRun: number },
    from: string,
    to: string,
  ): boolean {
    const changed = this.#writer
      .prepare(
        `UPDATE evidence_file SET indicators_hash = ?
         WHERE id = ? AND generation = ? AND hits_run = ? AND indicators_hash = ? RETURNING id`,
      )
      .get(to, id, generation, hitsRun, from);
    return changed !== undefined;
  }

  setSourceChoice(id: FileId, choice: SourceChoice): void {
    const text = choice.type === 'auto' ? null : JSON.stringify(choice);
    this.#writer.prepare('UPDATE evidence_file SET source_choice = ? WHERE id = ?').run(text, id);
  }

  /** Templates the file is lent from now on; null for none. */
  setLent(id: FileId, hash: string | null): void {
    this.#writer.prepare('UPDATE evidence_file SET lent_templates = ? WHERE id = ?').run(hash, id);
  }

  /** What the file goes by in the cluster. @param owner name of the laptop that has it; null for this one */
  setCluster(id: FileId, number: number, owner: string | null): void {
    this.#writer
      .prepare('UPDATE evidence_file SET cluster_number = ?, cluster_owner = ? WHERE id = ?')
      .run(number, owner, id);
  }

  /** Its events are in the case's folder again; numbers that the cluster gave are not given anew. */
  leaveCluster(id: FileId, lastNumber: number): void {
    this.#writer
      .prepare(
        `UPDATE evidence_file SET cluster_number = NULL, cluster_owner = NULL,
           next_generation = max(next_generation, ?) WHERE id = ?`,
      )
      .run(lastNumber + 1, id);
  }

  /** Evidence that only another laptop had is here now. */
  takeOver(
    id: FileId,
    {
      path,
      name,
      sizeBytes,
      modifiedMs,
    }: Pick<NewFile, 'path' | 'name' | 'sizeBytes' | 'modifiedMs'>,
  ): void {
    this.#writer
      .prepare(
        `UPDATE evidence_file
           SET path = ?, name = ?, size_bytes = ?, modified_ms = ?, cluster_owner = NULL WHERE id = ?`,
      )
      .run(path, name, sizeBytes, modifiedMs, id);
  }

  /** Another laptop has taken its results out of the case. */
  unpublish(id: FileId): void {
    this.#writer
      .prepare(
        `UPDATE evidence_file SET generation = NULL, detections_run = NULL, hits_run = NULL, result = NULL,
           counts = NULL, rules_hash = NULL, indicators_hash = NULL WHERE id = ?`,
      )
      .run(id);
  }

  remove(id: FileId): void {
    this.#writer.prepare('DELETE FROM evidence_file WHERE id = ?').run(id);
  }
}

const KIND_LABELS: Readonly<Record<EvidenceKind, string>> = {
  evtx: 'EVTX',
  ndjson: 'NDJSON',
  'json-array': 'JSON array',
};
