/** What `process` says while it runs: every state a file enters, and how far it is. */
import type { FileStatus } from '@shared/contract/order';
import type { EvidenceFile } from '@shared/model/evidence-file';
import { FILE_STATES, type FileState } from '@shared/model/file-states';
import { slowRuleText } from '@shared/model/slow-rule';
import type { FileId } from '@shared/model/ids';
import type { ProgressMeter } from '@electron/scheduler/progress-meter';
import { note, printJson } from './output';

const HUMAN_INTERVAL_MS = 1_000;

interface Snapshot {
  readonly status: FileStatus;
  readonly saidAtMs: number;
}

interface Amount {
  readonly done: number;
  readonly total: number;
  /** Why nothing goes on. */
  readonly waitsFor?: string | undefined;
}

const NOTHING: Amount = { done: 0, total: 0 };

export class RunSpeech {
  readonly #json: boolean;
  readonly #states = new Map<FileId, FileState>();
  /** Phases entered whose line waits for the first snapshot, which knows how much there is to do. */
  readonly #entered = new Map<FileId, FileState>();
  readonly #snapshots = new Map<FileId, Snapshot>();

  constructor(json: boolean) {
    this.#json = json;
  }

  /** The last state of each file that ran since the command began. */
  get states(): ReadonlyMap<FileId, FileState> {
    return this.#states;
  }

  state(file: EvidenceFile): void {
    const { id, lastRun } = file;
    if (lastRun === null || this.#states.get(id) === lastRun.state) return;
    const { state } = lastRun;
    const unsaid = this.#entered.get(id);
    // A phase that ends before its first snapshot did nothing.
    if (unsaid !== undefined) this.#enter(file, unsaid, NOTHING);
    this.#states.set(id, state);
    if (FILE_STATES[state].active) this.#entered.set(id, state);
    else this.#say(file, state, this.#endOf(file, state));
    if (state === 'completed') this.#tellSlowRules(file);
  }

  #tellSlowRules({ name, published }: EvidenceFile): void {
    for (const slow of published?.counts.slowRules ?? []) note(`${name}: ${slowRuleText(slow)}`);
  }

  /** All of a completed file; of a failed or cancelled one as far as it came. */
  #endOf({ id, published }: EvidenceFile, state: FileState): Amount {
    if (state === 'queued') return NOTHING;
    const events = published?.counts.events ?? 0;
    if (state === 'completed') return { done: events, total: events };
    return this.#snapshots.get(id)?.status ?? NOTHING;
  }

  /** Every snapshot as JSON; for people one a second, with rate and time left. */
  progress(file: EvidenceFile, status: FileStatus, meter: ProgressMeter | null): void {
    const { id } = file;
    const last = this.#snapshots.get(id);
    if (last?.status === status || this.#states.get(id) !== status.state) return;
    if (this.#entered.get(id) === status.state) this.#enter(file, status.state, status);
    else if (this.#json) this.#say(file, status.state, status);
    else if (this.#tellsWait(file, status, last)) return;
    else if (performance.now() - (last?.saidAtMs ?? 0) < HUMAN_INTERVAL_MS) return;
    else note(`${file.name}: ${FILE_STATES[status.state].label} ${progressText(status, meter)}`);
    this.#snapshots.set(id, { status, saidAtMs: performance.now() });
  }

  /** Once, when a cluster begins to be waited for. */
  #tellsWait(file: EvidenceFile, status: FileStatus, last: Snapshot | undefined): boolean {
    const { waitsFor } = status;
    if (waitsFor === undefined || waitsFor === last?.status.waitsFor) return false;
    note(`${file.name}: ${FILE_STATES[status.state].label} waits. ${waitsFor}`);
    this.#snapshots.set(file.id, { status, saidAtMs: performance.now() });
    return true;
  }

  #enter(file: EvidenceFile, state: FileState, amount: Amount): void {
    this.#entered.delete(file.id);
    this.#say(file, state, amount);
  }

  #say(file: EvidenceFile, state: FileState, { done, total, waitsFor }: Amount): void {
    const { label } = FILE_STATES[state];
    const waiting = waitsFor === undefined ? {} : { waitsFor };
    if (this.#json)
      printJson({ type: 'status', file: file.path, state: label, done, total, ...waiting });
    else note(`${file.name}: ${label}`);
  }
}

function progressText({ done, total, unit }: FileStatus, meter: ProgressMeter | null): string {
  const { ratePerSecond = 0, etaSeconds = null } = meter?.progress ?? {};
  const rate = ratePerSecond > 0 ? `, ${ratePerSecond} ${unit}/s` : '';
  const left = etaSeconds === null ? '' : `, about ${etaSeconds} s left`;
  return `${done} of ${total} ${unit}${rate}${left}`;
}
