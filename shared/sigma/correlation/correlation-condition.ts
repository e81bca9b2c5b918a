/** When a window fulfils a correlation: by its measure, or by which rules were met in it. */
import { compileCondition } from '../condition';
import { type RuleNode, test } from '../predicate';
import type { CorrelationBody, CountTest } from './correlation-document';
import { isTemporal } from './correlation-document';

export interface WindowCondition {
  /** `met` tells whether a rule, by position, was met in the window. */
  holds(measure: number, met: (input: number) => boolean): boolean;
  /** More events can end it, so it is known only when the window is over. */
  readonly needsEnd: boolean;
}

export function conditionFor(body: CorrelationBody): WindowCondition {
  if (body.expression !== null) return expressionCondition(body.expression, body.rules);
  const all: CountTest = { operator: 'gte', bound: new Set(body.rules).size };
  const tests = body.tests.length === 0 && isTemporal(body.type) ? [all] : body.tests;
  return {
    holds: (measure) => tests.every((one) => passes(one, measure)),
    needsEnd: tests.some(({ operator }) => operator !== 'gt' && operator !== 'gte'),
  };
}

function passes({ operator, bound }: CountTest, measure: number): boolean {
  switch (operator) {
    case 'gt':
      return measure > bound;
    case 'gte':
      return measure >= bound;
    case 'lt':
      return measure < bound;
    case 'lte':
      return measure <= bound;
    case 'eq':
      return measure === bound;
    case 'neq':
      return measure !== bound;
  }
}

/** Whether an expression asks for every rule and for nothing else. */
export function joinsAll(expression: string, rules: readonly string[]): boolean {
  const root = compiled(expression, rules);
  const isJoined = (node: RuleNode): boolean =>
    node.op === 'test' || (node.op === 'and' && node.children.every(isJoined));
  const others = (rule: string): boolean => evaluate(root, (one) => one !== rule);
  return isJoined(root) && !rules.some(others);
}

/** The rules' names stand where a rule's detections would. */
function compiled(expression: string, rules: readonly string[]): RuleNode {
  const named = (rule: string): RuleNode => test({ kind: 'exists', field: rule, expected: true });
  return compileCondition(expression, new Map(rules.map((rule) => [rule, named(rule)])));
}

function expressionCondition(expression: string, rules: readonly string[]): WindowCondition {
  const root = compiled(expression, rules);
  return {
    holds: (_, met) => evaluate(root, (rule) => met(rules.indexOf(rule))),
    needsEnd: hasNot(root),
  };
}

function evaluate(node: RuleNode, met: (rule: string) => boolean): boolean {
  switch (node.op) {
    case 'and':
      return node.children.every((child) => evaluate(child, met));
    case 'or':
      return node.children.some((child) => evaluate(child, met));
    case 'not':
      return !evaluate(node.child, met);
    case 'test':
      return node.predicate.field !== null && met(node.predicate.field);
  }
}

function hasNot(node: RuleNode): boolean {
  if (node.op === 'not') return true;
  return node.op !== 'test' && node.children.some(hasNot);
}
