/** Detections and conditions of one document as a tree. */
import { compileCondition } from './condition';
import type { Placeholders } from './item-value';
import { anyOf, type RuleNode } from './predicate';
import { RuleError } from './rule-error';
import { compileSelection } from './selection';

/** Several conditions are ORed. @throws RuleError, RuleNotRun */
export function compileDetections(
  detections: Readonly<Record<string, unknown>>,
  conditions: readonly string[],
  placeholders: Placeholders,
): RuleNode {
  const nodes = new Map(
    Object.entries(detections).map(([name, value]) => [
      name,
      compileSelection(value, placeholders),
    ]),
  );
  if (nodes.size === 0) throw new RuleError('detection has no identifier');
  return anyOf(conditions.map((condition) => compileCondition(condition, nodes)));
}
