import type { EventDetail } from '@shared/contract/event-views';

/** The first value of a field of an event; null where it has none. */
export function firstValueOf(detail: EventDetail, name: string): string | null {
  const value = detail.fields.find((field) => field.name === name)?.value ?? null;
  return typeof value === 'string' ? value : (value?.[0] ?? null);
}
