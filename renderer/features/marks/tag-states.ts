import type { EventMarks } from '@shared/model/event-mark';

/** Of a tag: on all of some events, on some of them (null); on none where it is not listed. */
export type TagStates = ReadonlyMap<number, boolean | null>;

export function tagStates(marks: readonly Pick<EventMarks, 'tags'>[]): TagStates {
  const counts = new Map<number, number>();
  for (const { id } of marks.flatMap(({ tags }) => tags)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return new Map([...counts].map(([id, count]) => [id, count === marks.length ? true : null]));
}
