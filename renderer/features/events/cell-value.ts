/** What a cell holds, and the event's own values where the row shows only part of them. */
import type { FieldMatch } from '@shared/model/detection';
import type { FieldValue } from '@shared/model/event';
import type { EventDetail } from '@shared/contract/event-views';
import { attempt } from '../../app/toast-store';
import type { EventKey } from '../../app/view-store';
import { ask } from '../../lib/ask';

/** `field` is null where it is no field of the query language. */
export interface CellValue {
  readonly field: string | null;
  readonly value: string | null;
  /** The event to read the field in: `value` is cut, or several values run together. */
  readonly abridges?: EventKey;
  /** The evidence file the value names: others may be called the same. */
  readonly file?: number;
  /** Where the value is several run together: each with its field. */
  readonly parts?: readonly FieldMatch[];
}

/** An event's value of a field by its exact name; null where it has none. */
export const valueIn = ({ fields }: Pick<EventDetail, 'fields'>, name: string): FieldValue =>
  fields.find((field) => field.name === name)?.value ?? null;

const textsIn = (value: FieldValue): readonly string[] =>
  [value].flat().filter((text) => text !== null);

/** Of a cell whose row holds all of its value. */
export const shownTexts = (cell: CellValue | undefined): readonly string[] =>
  textsIn(cell?.value ?? null);

/** The values themselves; null where the event cannot be read, which has been told. */
export async function wholeTexts({
  field,
  abridges,
}: CellValue): Promise<readonly string[] | null> {
  if (field === null || abridges === undefined) return [];
  const { file, event } = abridges;
  const detail = await attempt(() => ask('events.event', { file, event }));
  return detail === null ? null : textsIn(valueIn(detail, field));
}
