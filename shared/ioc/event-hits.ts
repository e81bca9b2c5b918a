/** The hits of one event while they are gathered: an indicator once, with every field where it stands. */
import type { IndicatorHit, IndicatorMatch } from '@shared/model/indicator';
import type { CompiledIndicator, TextMatch } from './indicator-matcher';

export class EventHits {
  readonly #matches = new Map<CompiledIndicator, IndicatorMatch[]>();

  /** The first text of a field that has the indicator is kept. */
  add({ found, value, start, end }: TextMatch, field: string): void {
    const matches = this.#matches.get(found);
    const match = { field, value, start, end };
    if (matches === undefined) this.#matches.set(found, [match]);
    else if (!matches.some((other) => other.field === field)) matches.push(match);
  }

  has(found: CompiledIndicator): boolean {
    return this.#matches.has(found);
  }

  hits(): IndicatorHit[] {
    return [...this.#matches].map(([{ indicator }, matches]) => {
      const { id: indicatorId, type, mode, value } = indicator;
      return { indicatorId, type, mode, indicator: value, matches };
    });
  }
}
