/**
 * What runs hunt with: the pack of the indicators of now. Of few it is made with each change. Of many it takes longer
 * than main may stand still, so that it is made in slices once changes have come to rest; until then runs start with
 * the one before, and what they find is of that.
 */
import type { PackReference } from '@shared/contract/order';
import { errorText } from '@shared/model/errors';
import { writeIndicatorPack, writeIndicatorPackInSlices } from '@electron/pipeline/packs';
import type { CaseIndicators } from './case-indicators';

/** Packed in less than 16 ms. */
const MOST_AT_ONCE = 2_000;
const REST_MS = 200;

export class IndicatorPacks {
  readonly #folder: string;
  readonly #indicators: CaseIndicators;
  readonly #onChanged: () => void;
  #now: PackReference;
  #resting: NodeJS.Timeout | undefined;
  /** Of the last change; a pack of an earlier one is not wanted any more. */
  #change = 0;
  #made: Promise<void> = Promise.resolve();
  #isOfNow = true;

  /** @param onChanged the pack is another, or is not of the indicators of now any more */
  constructor(folder: string, indicators: CaseIndicators, onChanged: () => void) {
    this.#folder = folder;
    this.#indicators = indicators;
    this.#onChanged = onChanged;
    this.#now = writeIndicatorPack(folder, indicators.all());
  }

  get now(): PackReference {
    return this.#now;
  }

  /** False while the pack of the indicators of now is being made. */
  get isOfNow(): boolean {
    return this.#isOfNow;
  }

  changed(): void {
    this.stop();
    if (this.#indicators.count <= MOST_AT_ONCE)
      return this.#take(writeIndicatorPack(this.#folder, this.#indicators.all()));
    this.#resting = setTimeout(() => this.#make(), REST_MS);
    if (!this.#isOfNow) return;
    this.#isOfNow = false;
    this.#onChanged();
  }

  /** When the pack is that of the indicators of now. */
  async settled(): Promise<void> {
    if (this.#resting !== undefined) this.#make();
    await this.#made;
  }

  stop(): void {
    clearTimeout(this.#resting);
    this.#resting = undefined;
    this.#change++;
  }

  #make(): void {
    this.stop();
    const change = this.#change;
    this.#made = this.#takeInSlices(() => change === this.#change);
  }

  async #takeInSlices(isWanted: () => boolean): Promise<void> {
    const indicators = this.#indicators.all();
    const making = writeIndicatorPackInSlices(this.#folder, indicators, isWanted);
    const pack = await making.catch(notMade);
    if (pack !== null && isWanted()) this.#take(pack);
  }

  #take(pack: PackReference): void {
    this.#now = pack;
    this.#isOfNow = true;
    this.#onChanged();
  }
}

/** Runs go on with the pack before: their files stay stale. */
function notMade(error: unknown): null {
  process.stderr.write(`pack of indicators: ${errorText(error)}\n`);
  return null;
}
