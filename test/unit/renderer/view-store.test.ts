import { beforeEach, expect, test } from 'vitest';
import type { RuleUpdate } from '@shared/contract/rule-views';
import { type DialogName, useView } from '../../../renderer/app/view-store';

const { ask, askNext, endDialog, reset } = useView.getState();
const shown = () => useView.getState().dialog;
const FIRST: DialogName = { type: 'placeholders' };
const SECOND: DialogName = { type: 'searches' };
const UPDATE: DialogName = { type: 'ruleUpdate', update: {} as RuleUpdate };

beforeEach(() => useView.setState({ dialog: null, nextDialog: null }));

test('the end of a dialog closes it, and not one that is open by then', () => {
  ask(FIRST);
  endDialog(FIRST);
  expect(shown()).toBeNull();
  ask(SECOND);
  endDialog(FIRST);
  expect(shown()).toBe(SECOND);
});

test('a question nobody waited for stands behind the dialog that is open', () => {
  askNext(UPDATE);
  expect(shown()).toBe(UPDATE);
  endDialog(UPDATE);
  const open: DialogName = { type: 'placeholders' };
  ask(open);
  askNext(UPDATE);
  expect(shown()).toBe(open);
  endDialog(open);
  expect(shown()).toBe(UPDATE);
  endDialog(UPDATE);
  expect(shown()).toBeNull();
});

test('it is for all cases, and outlives the one that is open; other dialogs do not', () => {
  ask(FIRST);
  askNext(UPDATE);
  reset();
  expect(shown()).toBe(UPDATE);
  endDialog(UPDATE);
  ask(FIRST);
  reset();
  expect(shown()).toBeNull();
});

test('what an update changes may be told anew, while its dialog is open or waits', () => {
  const update = { name: 'anew' } as RuleUpdate;
  const { tellUpdate } = useView.getState();
  ask(FIRST);
  askNext(UPDATE);
  tellUpdate(update);
  expect(shown()).toBe(FIRST);
  endDialog(FIRST);
  expect(shown()).toEqual({ type: 'ruleUpdate', update });
  tellUpdate({ name: 'again' } as RuleUpdate);
  expect(shown()).toMatchObject({ update: { name: 'again' } });
  endDialog(shown() ?? UPDATE);
  tellUpdate(update);
  expect(shown()).toBeNull();
});

test('the open event is known by its offset once it was read, and followed to another number', () => {
  const { open, settle } = useView.getState();
  const state = () => {
    const { opened, shown: led } = useView.getState();
    return { opened, led };
  };
  open({ file: 1, event: 1 });
  settle({ file: 1, event: 1, offset: 70 });
  expect(state()).toEqual({ opened: { file: 1, event: 1, offset: 70 }, led: null });
  const moved = { file: 1, event: 2, offset: 70 };
  settle(moved);
  expect(state()).toEqual({ opened: moved, led: moved });
  // Answers about an event that was left meanwhile.
  for (const late of [
    { file: 1, event: 5, offset: 90 },
    { file: 2, event: 2, offset: 70 },
  ])
    settle(late);
  expect(state()).toEqual({ opened: moved, led: moved });
  open(null);
  settle(moved);
  expect(state()).toEqual({ opened: null, led: null });
});
