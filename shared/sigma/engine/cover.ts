/**
 * The cheapest tests of which at least one is true whenever a rule is: only events with one of them are
 * looked at by the rule (sigma.md 5.4).
 */
import type { Predicate } from '../predicate';
import { literalsOf } from './literals';
import type { IndexedNode } from './predicate-table';

export interface Cover {
  /** Numbers of the tests. */
  readonly tests: readonly number[];
  /** How often one of them will be true for nothing, in no unit. */
  readonly cost: number;
}

/** Null where no such tests are known: the rule is looked at for every event of its place. */
export function coverOf(node: IndexedNode, predicates: readonly Predicate[]): Cover | null {
  if (typeof node === 'number') {
    const cost = costOf(predicates[node]);
    return cost === null ? null : { tests: [node], cost };
  }
  switch (node.op) {
    case 'not':
      return null;
    case 'and':
      return node.children
        .map((child) => coverOf(child, predicates))
        .reduce(
          (best, one) => (one !== null && (best === null || one.cost < best.cost) ? one : best),
          null,
        );
    case 'or':
      return united(node.children.map((child) => coverOf(child, predicates)));
  }
}

function united(covers: readonly (Cover | null)[]): Cover | null {
  const tests = new Set<number>();
  let cost = 0;
  for (const cover of covers) {
    if (cover === null) return null;
    for (const test of cover.tests) tests.add(test);
    cost += cover.cost;
  }
  return { tests: [...tests], cost };
}

/** Fields with few values: any of them is true of a large share of events. */
const COMMON_FIELDS: Readonly<Record<string, number>> = {
  EventID: 1e6,
  Channel: 1e6,
  Provider_Name: 1e4,
  Initiated: 1e4,
  IntegrityLevel: 1e4,
  Signed: 1e4,
  EventType: 1e4,
  LogonType: 1e3,
  Company: 5,
  Product: 3,
};

/** The longer the text, the rarer; a whole value is rarer than an ending, an ending than an inner text. */
const ANCHOR_COST = { whole: 0.5, end: 0.7, inside: 1, start: 1.5 } as const;
const SHORT_TEXT_COST = [3_000, 3_000, 300, 40];

function costOf(predicate: Predicate | undefined): number | null {
  const literals = predicate === undefined ? null : literalsOf(predicate);
  if (literals === null || predicate === undefined) return null;
  const field = predicate.field === null ? 3 : (COMMON_FIELDS[predicate.field] ?? 1);
  return literals.reduce((sum, { anchor, text }) => {
    const rarity = SHORT_TEXT_COST[text.length] ?? 100 / text.length ** 1.6;
    return sum + field * ANCHOR_COST[anchor] * rarity;
  }, 0);
}
