import { beforeEach, expect, test } from 'vitest';
import { answer, forgetQuestions, refuse, waiting } from '../../fixtures/held-bridge';
import type { RulesState } from '@shared/contract/rule-views';
import { type ChosenSets, EVERY_SET } from '@shared/model/rule-sets';
import { useRules } from '../../../renderer/features/rules/rules-store';
import { showCaseOf } from '../../fixtures/open-case';

const stateOf = (change: Partial<ChosenSets>, loaded: number): RulesState => ({
  ...{ sources: [], own: [], total: 9, rows: [], loaded, sets: { ...EVERY_SET, ...change } },
});
const shown = () => useRules.getState().rules;
const { changeSets } = useRules.getState();

beforeEach(async () => {
  forgetQuestions();
  useRules.setState({ gathering: 0 });
  showCaseOf('/cases/a');
  void useRules.getState().load();
  await answer('rules.state', stateOf({}, 9));
});

test('a choice shows at once, and the next one is made on top of it', async () => {
  void changeSets({ threatHunting: false });
  void changeSets({ core: 'core' });
  expect(useRules.getState()).toMatchObject({
    ...{ gathering: 2, rules: { sets: { core: 'core', threatHunting: false } } },
  });
  expect(await waiting('rules.changeSets')).toEqual([
    { change: { threatHunting: false } },
    { change: { core: 'core' } },
  ]);
});

test('a late answer sets nothing back', async () => {
  void changeSets({ emergingThreats: false });
  void changeSets({ emergingThreats: true });
  await answer('rules.changeSets', stateOf({ emergingThreats: false }, 5));
  expect(shown()).toMatchObject({ loaded: 9, sets: EVERY_SET });
  await answer('rules.state', stateOf({}, 9));
  await answer('rules.changeSets', stateOf({}, 9));
  await answer('rules.state', stateOf({}, 9));
  expect(useRules.getState()).toMatchObject({
    gathering: 0,
    rules: { loaded: 9, sets: EVERY_SET },
  });
});

test('what was read before the choice does not undo it', async () => {
  void useRules.getState().load();
  void changeSets({ core: 'core+' });
  await answer('rules.state', stateOf({}, 9));
  expect(shown()?.sets?.core).toBe('core+');
  await answer('rules.changeSets', stateOf({ core: 'core+' }, 4));
  expect(shown()).toMatchObject({ loaded: 4, sets: { core: 'core+' } });
});

test('a choice that is refused is taken back', async () => {
  void changeSets({ core: 'core' });
  await refuse('rules.changeSets', 'the disk is full');
  await answer('rules.state', stateOf({}, 9));
  expect(useRules.getState()).toMatchObject({ gathering: 0, rules: { sets: EVERY_SET } });
});

test('an import that is not made leaves what is being read to be shown', async () => {
  void useRules.getState().load();
  void useRules.getState().importFrom('zip');
  await answer('rules.importDialog', null);
  await answer('rules.state', stateOf({}, 8));
  expect(shown()?.loaded).toBe(8);
});
