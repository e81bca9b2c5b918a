/** Texts of stored events by field, letter case ignored: what an examiner's tuning may ask for. */
import { type EventColumns, textsOf, valueAt } from '@shared/model/columns';
import { foldCase } from '@shared/model/fold-case';
import type { TextsOf } from '@shared/sigma/tuning';
import type { StoredGeneration } from './event-store';
import { SegmentEventColumns } from './segment-event-columns';

/** Of one event of a stretch. */
export const textsIn =
  (columns: EventColumns, event: number): TextsOf =>
  (field) => {
    const wanted = foldCase(field);
    const names = columns.names.filter((name) => foldCase(name) === wanted);
    return names.flatMap((name) => {
      const column = columns.column(name);
      const value = column === null ? null : (valueAt(column, event) ?? null);
      return value === null ? [] : textsOf(value);
    });
  };

/** Of any event of a generation, which is opened when first asked for. */
export class EventTexts {
  readonly #open: () => StoredGeneration;
  readonly #segments = new Map<number, SegmentEventColumns>();

  constructor(open: () => StoredGeneration) {
    this.#open = open;
  }

  of(event: number): TextsOf {
    return (field) => {
      const stored = this.#open();
      for (let id = 0; id < stored.head.segmentCount; id++) {
        const { firstEvent, events } = stored.segment(id);
        if (event < firstEvent || event >= firstEvent + events) continue;
        const columns = this.#segments.get(id) ?? new SegmentEventColumns(stored, id, events);
        this.#segments.set(id, columns);
        return textsIn(columns, event - firstEvent)(field);
      }
      return [];
    };
  }
}
