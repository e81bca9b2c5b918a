import { beforeEach, expect, test } from 'vitest';
import { answer, forgetQuestions, refuse, waiting } from '../../fixtures/held-bridge';
import type { EvidenceRow } from '@shared/contract/evidence-views';
import type { RulesState } from '@shared/contract/rule-views';
import type { EventView } from '@shared/contract/event-view';
import type { Indicator } from '@shared/model/indicator';
import type { RuleTuning } from '@shared/model/rule-tuning';
import { useEvidence } from '../../../renderer/features/evidence/evidence-store';
import { useIndicators } from '../../../renderer/features/indicators/indicator-store';
import { useMarks } from '../../../renderer/features/marks/marks-store';
import { useRules } from '../../../renderer/features/rules/rules-store';
import { useSearches } from '../../../renderer/features/searches/searches-store';
import { useTuning } from '../../../renderer/features/tuning/tuning-store';
import { showCaseOf } from '../../fixtures/open-case';

const [A, B] = ['/cases/a', '/cases/b'] as const;

beforeEach(() => {
  forgetQuestions();
  showCaseOf(A);
});

test('tuning, marks, searches and files of the case before stay out of the one that is open', async () => {
  const view = {} as EventView;
  void useTuning.getState().load();
  void useMarks.getState().load();
  void useSearches.getState().load();
  void useSearches.getState().ran(view);
  void useEvidence.getState().load();
  showCaseOf(B);
  const searches = { saved: [{ name: 'of a', view }], recent: [view] };
  await answer('tuning.list', [{ id: 1 } as RuleTuning]);
  await answer('marks.state', { tags: [], hidden: 7 });
  await answer('searches.state', searches);
  await answer('searches.ran', searches);
  await answer('evidence.list', [{ id: 1 } as EvidenceRow]);
  expect(useTuning.getState().tunings).toEqual([]);
  expect(useMarks.getState().hidden).toBe(0);
  expect(useSearches.getState()).toMatchObject({ saved: [], recent: [] });
  expect(useEvidence.getState()).toMatchObject({ loaded: false, rows: new Map() });
  void useTuning.getState().load();
  await answer('tuning.list', [{ id: 2 } as RuleTuning]);
  expect(useTuning.getState().tunings).toMatchObject([{ id: 2 }]);
});

test('rules of the case before are not shown where those of the one that is open cannot be read', async () => {
  void useRules.getState().load();
  await answer('rules.state', { loaded: 1 } as RulesState);
  void useRules.getState().load();
  await refuse('rules.state', 'the pack cannot be read');
  expect(useRules.getState().rules).toMatchObject({ loaded: 1 });
  showCaseOf(B);
  void useRules.getState().load();
  await refuse('rules.state', 'the pack cannot be read');
  expect(useRules.getState().rules).toBeNull();
});

test('a dialog that waits for another case’s answer is told that nothing was taken', async () => {
  const put = useIndicators.getState().put({} as Indicator);
  showCaseOf(B);
  await answer('indicators.put', [{ id: 1 } as Indicator]);
  expect(await put).toBe(false);
  expect(useIndicators.getState().indicators).toEqual([]);
});

test('pages of indicators read before and after another case was opened are no list of one', async () => {
  void useIndicators.getState().load();
  await answer('indicators.list', [{ id: 1 } as Indicator]);
  showCaseOf(B);
  useIndicators.getState().clear();
  await answer('indicators.list', [{ id: 2 } as Indicator]);
  await answer('indicators.list', []);
  expect(useIndicators.getState().indicators).toEqual([]);
});

test('rules asked for under the case before are asked for anew', async () => {
  const sets = { core: false } as unknown as RulesState['sets'];
  void useRules.getState().changeSets({});
  showCaseOf(B);
  await answer('rules.changeSets', { sets } as RulesState);
  expect(useRules.getState().rules).toBeNull();
  await answer('rules.state', { sets: null, loaded: 3 } as RulesState);
  expect(useRules.getState().rules).toMatchObject({ loaded: 3 });
  expect(await waiting('rules.state')).toEqual([]);
});

test('rules are being read until all that was written has been', async () => {
  void useRules.getState().gather();
  void useRules.getState().gather();
  await answer('rules.gather', { loaded: 1 } as RulesState);
  await answer('rules.state', { loaded: 1 } as RulesState);
  expect(useRules.getState()).toMatchObject({ gathering: 1, rules: { loaded: 1 } });
  await answer('rules.gather', { loaded: 1 } as RulesState);
  await answer('rules.state', { loaded: 2 } as RulesState);
  expect(useRules.getState()).toMatchObject({ gathering: 0, rules: { loaded: 2 } });
});
