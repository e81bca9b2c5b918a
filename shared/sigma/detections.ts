/** Detections and conditions of one document as a tree. */
import { compileCondition } from './condition';
import type { Placeholders } from './item-value';
import { PlaceholderTexts } from './placeholder-texts';
import { anyOf, type RuleNode } from './predicate';
import { RuleError } from './rule-error';
import { compileSelection } from './selection';

/**
 * Several conditions are ORed.
 * @throws RuleError
 * @throws RuleNotRun of a sound document whose placeholders have no lists
 */
export function compileDetections(
  detections: Readonly<Record<string, unknown>>,
  conditions: readonly string[],
  placeholders: Placeholders,
): RuleNode {
  const texts = new PlaceholderTexts(placeholders);
  const nodes = new Map(
    Object.entries(detections).map(([name, value]) => [name, compileSelection(value, texts)]),
  );
  if (nodes.size === 0) throw new RuleError('detection has no identifier');
  const root = anyOf(conditions.map((condition) => compileCondition(condition, nodes)));
  texts.refuseUnset();
  return root;
}
