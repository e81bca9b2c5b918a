import { FileTemplates } from '@shared/evtx/file-templates';
import { LayoutBudget } from '@shared/evtx/layout-node';
import { type Plan, planOf } from '@shared/evtx/plan';
import { expect, it } from 'vitest';

let nextId = 1;

/** A plan that needs so many values. */
function plan(templateId: number, slots: number, namesFit = true): Plan {
  const last = { kind: 'substitution', index: slots - 1, optional: false } as const;
  const root = { kind: 'element' as const, name: 'Event', attributes: [], children: [last] };
  const identity = { id: nextId++, bodyBytes: 0, templateId, guid: '{}', namesFit };
  return planOf(root, identity, new LayoutBudget());
}

function lent(templates: FileTemplates, templateId: number, values: number): number | undefined {
  return templates.find(templateId, values)?.id;
}

it('lends the first template with few enough values, one with whole names if there is any', () => {
  const templates = new FileTemplates();
  const [broken, wide, narrow] = [plan(7, 1, false), plan(7, 9), plan(7, 3)];
  for (const one of [broken, wide, narrow]) templates.note(one);
  expect(lent(templates, 7, 9)).toBe(wide.id);
  expect(lent(templates, 7, 5)).toBe(narrow.id);
  expect(lent(templates, 7, 2)).toBe(broken.id);
  expect(lent(templates, 7, 0)).toBeUndefined();
  expect(lent(templates, 8, 9)).toBeUndefined();
});

it('keeps a plan once, and no more of one id than any log has', () => {
  const templates = new FileTemplates();
  const known = plan(7, 20);
  for (let time = 0; time < 100; time++) templates.note(known);
  for (let slots = 19; slots > 0; slots--) templates.note(plan(7, slots));
  expect(lent(templates, 7, 5)).toBe(known.id + 15);
  expect(lent(templates, 7, 4)).toBeUndefined();
});
