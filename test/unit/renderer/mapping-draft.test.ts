import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SOURCE_CHOICE } from '@shared/contract/source-choice';
import {
  choiceOf,
  draftOf,
  mappingOf,
  NEW_DRAFT,
  pickedOf,
  withRename,
} from '../../../renderer/features/mapping/mapping-draft';

const path = fc.stringMatching(/^[a-z@.]{1,12}$/).filter((text) => text.trim() !== '');
const mapping = fc.record({
  name: fc.stringMatching(/^[a-z]{1,10}$/),
  time: fc.array(path, { maxLength: 3 }),
  computer: fc.array(path, { maxLength: 3 }),
  eventId: fc.array(path, { maxLength: 3 }),
  channel: fc.array(path, { maxLength: 3 }),
  provider: fc.array(path, { maxLength: 3 }),
  logSource: fc.constantFrom(null, 'aws/-/cloudtrail'),
  renames: fc.array(fc.record({ from: path, to: path }), { maxLength: 3 }),
});

it('keeps a mapping through its form', () => {
  fc.assert(
    fc.property(mapping, (one) => {
      expect(mappingOf(draftOf(one))).toEqual(one);
    }),
  );
});

it('asks with a choice main accepts, also while the form is half filled in', () => {
  const half = { ...withRename(NEW_DRAFT), time: ' a ,, b, ' };
  const choice = choiceOf({ type: 'own' }, half);
  expect(SOURCE_CHOICE.parse(choice)).toEqual(choice);
  expect(choice).toMatchObject({ mapping: { time: ['a', 'b'], renames: [] } });
  expect(pickedOf(choice)).toEqual({ type: 'own' });
  expect(choiceOf({ type: 'known', id: 'ecs' }, half)).toEqual({ type: 'known', id: 'ecs' });
});

it('gives each added field a key of its own', () => {
  const two = withRename(withRename(NEW_DRAFT));
  expect(two.renames.map(({ key }) => key)).toEqual([0, 1]);
});
