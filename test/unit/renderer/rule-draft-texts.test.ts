import { expect, test } from 'vitest';
import type { EventDetail } from '@shared/contract/event-views';
import { parseDocuments } from '@shared/sigma/rule-document';
import { DraftLibrary } from '@shared/sigma/draft-library';
import { checkDraft } from '@shared/sigma/rule-draft';
import { runRuleCases } from '@shared/sigma/rule-cases';
import { withEvent } from '../../../renderer/features/rule-editor/with-event';
import { copyOfRule, newRule } from '../../../renderer/features/rule-editor/new-rule';

const [OLD, NEW] = [
  '11111111-2222-4333-8444-555555555555',
  '99999999-2222-4333-8444-555555555555',
] as const;

test('a new rule loads as it is', () => {
  const { outcomes, problems } = checkDraft(newRule(NEW), {}, new DraftLibrary([]));
  expect(outcomes).toMatchObject([{ state: 'loaded', id: NEW }]);
  expect(problems).toEqual([]);
});

test('a copy has an id of its own and names where it comes from', () => {
  const copied = copyOfRule(newRule(OLD), OLD, NEW);
  expect(parseDocuments(copied)).toMatchObject([{ kind: 'rule', id: NEW }]);
  expect(copied).toContain(`related:\n    - id: ${OLD}\n      type: derived\n`);
  const again = copyOfRule(copied, NEW, OLD);
  expect(again.match(/^related:/gm)).toHaveLength(1);
  expect(copyOfRule('title: none', '', NEW)).toBe('title: none');
});

const event = {
  ...{ fileName: 'a "quoted".evtx', time: '2026-03-01T10:00:00Z' },
  fields: [
    { name: 'Channel', value: 'Security' },
    { name: 'EventID', value: '4688' },
    { name: 'NewProcessName', value: 'C:\\x\\example.exe' },
    { name: 'List', value: ['a', null] },
    { name: 'Empty', value: null },
  ],
} as unknown as EventDetail;

test('an event becomes a case that the rule passes, and a changed rule fails', () => {
  const cases = withEvent(withEvent('', event), event);
  expect(runRuleCases(cases, { rule: newRule(NEW) })).toEqual({ passed: 2, failures: [] });
  const other = newRule(NEW).replace('example.exe', 'other.exe');
  expect(runRuleCases(cases, { rule: other })).toMatchObject({ passed: 0, failures: [{}, {}] });
});
