/** The note of an event while it is written: kept at its first letter and every second, so that no end of the window loses it. */
import { watchCase } from '../../app/in-case';
import { type MarkedEvent, useMarks } from './marks-store';

/** Between saves while it is written; one is no more than a row of the case. */
const PAUSE_MS = 1_000;

export class NoteDraft {
  readonly #event: MarkedEvent;
  readonly #isOpen = watchCase();
  /** As the case has it, or will. */
  #kept: string;
  #text: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(event: MarkedEvent, note: string) {
    this.#event = event;
    this.#kept = note;
    this.#text = note;
  }

  write(text: string): void {
    this.#text = text;
    if (this.#timer !== undefined) return;
    this.save();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.save();
    }, PAUSE_MS);
  }

  save(): void {
    const [text, before] = [this.#text.trim(), this.#kept];
    if (text === before || !this.#isOpen()) return;
    this.#kept = text;
    void this.#keep(text, before);
  }

  async #keep(text: string, before: string): Promise<void> {
    const isKept = await useMarks.getState().note(this.#event, text);
    // A refused one is tried again when it is left.
    if (!isKept && this.#kept === text) this.#kept = before;
  }
}
