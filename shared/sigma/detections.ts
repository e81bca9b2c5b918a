/** Detections and conditions of one document as a tree. */
import { compileCondition } from './condition';
import type { Placeholders } from './item-value';
import { PlaceholderTexts } from './placeholder-texts';
import { anyOf, type RuleNode } from './predicate';
import { bothOf, eachOf, RuleError } from './rule-error';
import { compileSelection } from './selection';

/**
 * Several conditions are ORed.
 * @throws RuleError with everything that is wrong, unset placeholders among it
 * @throws RuleNotRun of a sound document whose placeholders have no lists
 */
export function compileDetections(
  detections: Readonly<Record<string, unknown>>,
  conditions: readonly string[],
  placeholders: Placeholders,
): RuleNode {
  const texts = new PlaceholderTexts(placeholders);
  const [root] = bothOf(
    () => compileTree(detections, conditions, texts),
    () => texts.refuseUnset(),
  );
  return root;
}

function compileTree(
  detections: Readonly<Record<string, unknown>>,
  conditions: readonly string[],
  texts: PlaceholderTexts,
): RuleNode {
  const entries = Object.entries(detections);
  if (entries.length === 0) throw new RuleError('detection has no identifier');
  // Conditions are read whatever becomes of what they name.
  const nodes = new Map<string, RuleNode>(entries.map(([name]) => [name, anyOf([])]));
  const [, roots] = bothOf(
    () => eachOf(entries, ([name, value]) => nodes.set(name, compileSelection(value, texts))),
    () => eachOf(conditions, (condition) => compileCondition(condition, nodes)),
  );
  return anyOf(roots);
}
