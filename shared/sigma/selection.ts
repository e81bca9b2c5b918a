/** A detection identifier's value (map, list, scalar) as a node (sigma.md 1.2). */
import { compileItem } from './detection-item';
import type { RawValue } from './item-value';
import type { PlaceholderTexts } from './placeholder-texts';
import { allOf, anyOf, type RuleNode } from './predicate';
import { eachOf, RuleError } from './rule-error';
import { isMap, type YamlMap, YamlNumber } from './rule-yaml';

const DEEPEST = 32;

const isScalar = (value: unknown): value is RawValue =>
  value === null || value instanceof YamlNumber || ['string', 'boolean'].includes(typeof value);

/** Maps are ANDed inside, lists ORed, lists of scalars are keywords. @throws RuleError */
export function compileSelection(
  value: unknown,
  placeholders: PlaceholderTexts,
  depth = 0,
): RuleNode {
  if (depth > DEEPEST) throw new RuleError('detections nest too deep');
  if (isScalar(value)) return compileItem('', [value], placeholders);
  if (isMap(value)) return compileMap(value, placeholders);
  if (!Array.isArray(value) || value.length === 0) throw new RuleError('an empty detection');
  const parts: readonly unknown[] = value;
  return anyOf(eachOf(parts, (part) => compileSelection(part, placeholders, depth + 1)));
}

function compileMap(map: YamlMap, placeholders: PlaceholderTexts): RuleNode {
  const entries = Object.entries(map);
  if (entries.length === 0) throw new RuleError('an empty detection');
  return allOf(
    eachOf(entries, ([key, value]) => compileItem(key, itemValues(key, value), placeholders)),
  );
}

function itemValues(key: string, value: unknown): readonly RawValue[] {
  if (isScalar(value)) return [value];
  if (Array.isArray(value) && value.every(isScalar)) return value;
  throw new RuleError(`the value of ${key} is neither a scalar nor a list of scalars`);
}
