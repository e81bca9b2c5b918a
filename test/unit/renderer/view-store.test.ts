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
