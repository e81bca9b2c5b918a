/** Examined files into the books of a case, and new evidence into its queue. */
import type { AddedEvidence } from '@shared/contract/evidence-views';
import type { EvidenceFile } from '@shared/model/evidence-file';
import { type FileId, sha256 } from '@shared/model/ids';
import type { Examined } from '@electron/pipeline/intake/examine';
import type { EvidenceTable, NewFile } from '@electron/store/case/evidence-table';
import type { Scheduler } from './scheduler';

export interface AddedFile {
  readonly file: EvidenceFile;
  readonly outcome: keyof AddedEvidence;
  /** False where the case had the file already. */
  readonly isNew: boolean;
}

export interface IntakeListener {
  onFile(id: FileId): void;
  /** A row that stood for a skipped file is to make place for the evidence it has become. */
  onReplaced(id: FileId): void;
}

export class EvidenceIntake {
  readonly #evidence: EvidenceTable;
  readonly #scheduler: Scheduler;
  readonly #listener: IntakeListener;

  constructor(evidence: EvidenceTable, scheduler: Scheduler, listener: IntakeListener) {
    this.#evidence = evidence;
    this.#scheduler = scheduler;
    this.#listener = listener;
  }

  /**
   * Books one examined file; new evidence is queued at once for `full`. A path the case already has with
   * the same content (or skipped for the same reason) stays one row.
   */
  add(examined: Examined): AddedFile {
    const known = this.#evidence.at(examined.path);
    const { finding } = examined;
    if (finding.type === 'skipped') {
      if (known?.intake.type === 'skipped')
        return { file: known, outcome: 'skipped', isNew: false };
      return this.#bookSkipped(examined, finding.reason);
    }
    const remote = this.#evidence.withHash(finding.hashes.sha256);
    if (remote?.cluster?.owner != null) return this.#takeOver(remote, examined);
    if (known !== null && known.hashes?.sha256 === finding.hashes.sha256) {
      return { file: known, outcome: 'duplicates', isNew: false };
    }
    if (known?.intake.type === 'skipped') this.#listener.onReplaced(known.id);
    return this.#bookEvidence(examined, finding);
  }

  #bookSkipped({ path, name, sizeBytes, modifiedMs }: Examined, reason: string): AddedFile {
    const facts = { path, name, sizeBytes, modifiedMs };
    const intake = { type: 'skipped', reason } as const;
    const file = this.#book({ ...facts, kind: null, hashes: null, intake });
    return { file, outcome: 'skipped', isNew: true };
  }

  #bookEvidence(
    { path, name, sizeBytes, modifiedMs }: Examined,
    { kind, hashes: found }: Extract<Examined['finding'], { type: 'evidence' }>,
  ): AddedFile {
    const hashes = { ...found, sha256: sha256(found.sha256) };
    const evidence = { path, name, sizeBytes, modifiedMs, kind, hashes };
    const first = this.#evidence.withHash(hashes.sha256);
    if (first !== null) {
      const file = this.#book({ ...evidence, intake: { type: 'duplicate', of: first.id } });
      return { file, outcome: 'duplicates', isNew: true };
    }
    const file = this.#book({ ...evidence, intake: { type: 'accepted' } });
    this.#scheduler.enqueue(file, 'full');
    this.#scheduler.pump();
    return { file: this.#evidence.file(file.id), outcome: 'accepted', isNew: true };
  }

  /** What only another laptop had is here, too: read only where that one has not. */
  #takeOver({ id, published }: EvidenceFile, examined: Examined): AddedFile {
    this.#evidence.takeOver(id, examined);
    const file = this.#evidence.file(id);
    if (published === null) this.#scheduler.enqueue(file, 'full');
    this.#listener.onFile(id);
    this.#scheduler.pump();
    return { file: this.#evidence.file(id), outcome: 'accepted', isNew: true };
  }

  #book(file: NewFile): EvidenceFile {
    const added = this.#evidence.add(file);
    this.#listener.onFile(added.id);
    return added;
  }
}
