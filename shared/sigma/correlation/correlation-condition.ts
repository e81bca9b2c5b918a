/** When a window fulfils a correlation: by its measure, or by which rules were met in it. */
import { referenceKey } from '@shared/model/rule-key';
import { compileCondition } from '../condition';
import { type RuleNode, test } from '../predicate';
import type { LinkedBody } from './compiled-correlation';
import type { CountTest } from './correlation-document';
import { passes } from './count-test';
import { isTemporal } from './correlation-document';

export interface WindowCondition {
  /** `met` tells whether a rule, by position, was met in the window. */
  holds(measure: number, met: (input: number) => boolean): boolean;
  /** More events can end it, so it is known only when the window is over. */
  readonly needsEnd: boolean;
}

export function conditionFor(body: LinkedBody): WindowCondition {
  if (body.expression !== null)
    return expressionCondition(compileExpression(body.expression, body.called));
  const all: CountTest = { operator: 'gte', bound: body.rules.length };
  const tests = body.tests.length === 0 && isTemporal(body.type) ? [all] : body.tests;
  return {
    holds: (measure) => tests.every((one) => passes(one, measure)),
    needsEnd: tests.some(({ operator }) => operator !== 'gt' && operator !== 'gte'),
  };
}

const WORD = /[^\s()]+/g;

/**
 * A condition over rules: their ids and names stand where a rule's detections would.
 * @returns tests whose fields are positions in `called`
 * @throws RuleError
 */
export function compileExpression(
  expression: string,
  called: readonly (readonly string[])[],
): RuleNode {
  // A rule that is listed twice is met where it is met first.
  const nodes = called
    .flatMap((names, at) => names.map((name) => [name, ruleAt(at)] as const))
    .toReversed();
  return compileCondition(expression.replaceAll(WORD, referenceKey), new Map(nodes), 'rule');
}

const ruleAt = (position: number): RuleNode =>
  test({ kind: 'exists', field: String(position), expected: true });

/** Positions of the rules a condition asks for. */
export function rulesAsked(node: RuleNode): number[] {
  if (node.op === 'test') return [Number(node.predicate.field)];
  return node.op === 'not' ? rulesAsked(node.child) : node.children.flatMap(rulesAsked);
}

/** Conditions over more rules are not looked through: each doubles the ways. */
const MOST_TRIED = 16;

/** Whether any choice of met rules fulfils a condition. A window is there because one of them was met. */
export function isEverFulfilled(root: RuleNode): boolean {
  const rules = [...new Set(rulesAsked(root))];
  if (rules.length > MOST_TRIED) return true;
  const bitOf = new Map(rules.map((rule, at) => [rule, 1 << at]));
  for (let met = 1; met < 1 << rules.length; met++)
    if (evaluate(root, (rule) => (met & (bitOf.get(rule) ?? 0)) !== 0)) return true;
  return false;
}

/** Whether a condition wants everything it asks for. */
export const joinsAll = (node: RuleNode): boolean =>
  node.op === 'test' || (node.op === 'and' && node.children.every(joinsAll));

const expressionCondition = (root: RuleNode): WindowCondition => ({
  holds: (_, met) => evaluate(root, met),
  needsEnd: hasNot(root),
});

function evaluate(node: RuleNode, met: (rule: number) => boolean): boolean {
  switch (node.op) {
    case 'and':
      return node.children.every((child) => evaluate(child, met));
    case 'or':
      return node.children.some((child) => evaluate(child, met));
    case 'not':
      return !evaluate(node.child, met);
    case 'test':
      return met(Number(node.predicate.field));
  }
}

function hasNot(node: RuleNode): boolean {
  if (node.op === 'not') return true;
  return node.op !== 'test' && node.children.some(hasNot);
}
