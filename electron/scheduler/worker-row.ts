/** The worker slots in service, and those that end with the file they still own. */
import type { WorkerLauncher } from './worker-launcher';
import { type SlotListener, type SlotTimes, WorkerSlot } from './worker-slot';

export class WorkerRow {
  readonly #launcher: WorkerLauncher;
  readonly #listener: SlotListener;
  readonly #times: SlotTimes;
  readonly #slots: WorkerSlot[] = [];
  /** Taken out of service when the number of workers was lowered. */
  readonly #retired = new Set<WorkerSlot>();
  #goneLockErrors = 0;
  #gonePeakRssMb = 0;

  constructor(launcher: WorkerLauncher, listener: SlotListener, times: SlotTimes) {
    this.#launcher = launcher;
    this.#listener = listener;
    this.#times = times;
  }

  /** Slots in service. */
  get slots(): readonly WorkerSlot[] {
    return this.#slots;
  }

  get all(): readonly WorkerSlot[] {
    return [...this.#slots, ...this.#retired];
  }

  get free(): readonly WorkerSlot[] {
    return this.#slots.filter((slot) => slot.order === null);
  }

  /** Of every process there ever was. */
  get lockErrors(): number {
    return this.all.reduce((sum, slot) => sum + slot.lockErrors, this.#goneLockErrors);
  }

  get peakRssMb(): number {
    return Math.max(this.#gonePeakRssMb, ...this.all.map((slot) => slot.peakRssMb));
  }

  setCount(count: number): void {
    while (this.#slots.length < count) {
      const number = this.#slots.length + 1;
      this.#slots.push(new WorkerSlot(number, this.#launcher, this.#listener, this.#times));
    }
    for (const slot of this.#slots.splice(count)) {
      if (slot.order === null) this.dismiss(slot);
      else this.#retired.add(slot);
    }
  }

  slotOf(fileId: number): WorkerSlot | undefined {
    return this.all.find((slot) => slot.order?.fileId === fileId);
  }

  /** Ends a slot's process for good; what it counted stays counted. */
  dismiss(slot: WorkerSlot): void {
    slot.stop();
    this.#goneLockErrors += slot.lockErrors;
    this.#gonePeakRssMb = Math.max(this.#gonePeakRssMb, slot.peakRssMb);
    this.#retired.delete(slot);
    const at = this.#slots.indexOf(slot);
    if (at >= 0) this.#slots.splice(at, 1);
  }

  /** A retired slot has let go of its file. */
  dismissRetired(slot: WorkerSlot): void {
    if (this.#retired.has(slot)) this.dismiss(slot);
  }

  watch(nowMs: number): void {
    for (const slot of this.all) slot.watch(nowMs);
  }

  touch(nowMs: number): void {
    for (const slot of this.all) slot.touch(nowMs);
  }
}
