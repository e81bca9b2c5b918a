/** What is remembered of shapes is bounded, and changes nothing but the time it takes. */
import { LaidOutEvent } from '@shared/evtx/evtx-event';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { LayoutBudget, LayoutNode } from '@shared/evtx/layout-node';
import { TemplateStore } from '@shared/evtx/template-store';
import { expect, it } from 'vitest';
import { sourceOf } from '../../fixtures/byte-source';
import { eventWith } from '../../fixtures/evtx-reading';
import { writeEvtx } from '../../fixtures/evtx-writer';

/** Every record of another shape: so many texts in an array. */
const file = writeEvtx({
  records: Array.from({ length: 120 }, (_, at) =>
    eventWith(at + 1, { unnamed: [Array.from({ length: at }, (_, index) => `text ${index}`)] }),
  ),
  recordsPerChunk: 60,
});

function read(templates: TemplateStore): { documents: string[]; laidOut: number } {
  const documents: string[] = [];
  let laidOut = 0;
  for (const parsed of openEvtx(sourceOf(file), { templates }).events()) {
    if (parsed.type === 'flaw') throw new Error(parsed.flaw.reason);
    documents.push(new TextDecoder().decode(parsed.event.document()));
    if (parsed.event instanceof LaidOutEvent) laidOut++;
  }
  return { documents, laidOut };
}

it('takes the same step to the same node', () => {
  const root = new LayoutNode(new LayoutBudget());
  const [one, two, other] = [root.step(1, 0), root.step(2, 0), root.step(1, 1)];
  expect(new Set([one, two, other]).size).toBe(3);
  expect(root.step(1, 0)).toBe(one);
  expect(root.step(2, 0)).toBe(two);
  expect(root.step(1, 1)).toBe(other);
});

it('leads to the generic path once nothing is left', () => {
  const budget = new LayoutBudget(500);
  const root = new LayoutNode(budget);
  const known = root.step(1, 7).step(2, 7);
  expect(root.step(1, 7).step(3, 7)).toBe(budget.beyond);
  expect(budget.beyond.step(4, 7)).toBe(budget.beyond);
  expect(budget.beyond.layout).toBeNull();
  expect(root.step(1, 7).step(2, 7)).toBe(known);
});

it('reads the same with room for a few shapes as with room for all, chunk after chunk', () => {
  const all = read(new TemplateStore());
  const few = read(new TemplateStore(() => new LayoutBudget(60_000)));
  expect(all.laidOut).toBe(120);
  expect(few.laidOut).toBeGreaterThan(2);
  expect(few.laidOut).toBeLessThan(100);
  expect(few.documents).toEqual(all.documents);
});
