import { expect, test } from 'vitest';
import type { Tag } from '@shared/model/event-mark';
import { tagStates } from '../../../renderer/features/marks/tag-states';

const tagged = (...ids: number[]): { tags: Tag[] } => ({
  tags: ids.map((id) => ({ id, name: `tag ${id}`, colour: 'red' })),
});

test('a tag is on all of some events, on some of them, or on none', () => {
  const states = tagStates([tagged(1, 2), tagged(1), tagged(3, 1)]);
  expect([1, 2, 3, 4].map((id) => states.get(id))).toEqual([true, null, null, undefined]);
  expect(tagStates([tagged(2)]).get(2)).toBe(true);
});
