/** Legacy collections (sigma.md 1.1): `action: global | repeat | reset` over the documents of a file. */
import { isMap, type YamlMap } from './rule-yaml';

/** Maps merge, everything else is replaced. */
function merge(base: YamlMap, over: YamlMap): YamlMap {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isMap(below) && isMap(value) ? merge(below, value) : value;
  }
  return merged;
}

const withoutAction = ({ action: _, ...rest }: YamlMap): YamlMap => rest;

/** The rules a file means once its actions are carried out. */
export function mergeCollections(documents: readonly unknown[]): unknown[] {
  const rules: unknown[] = [];
  let common: YamlMap = {};
  let previous: YamlMap = {};
  for (const document of documents) {
    if (!isMap(document)) {
      rules.push(document);
      continue;
    }
    const body = withoutAction(document);
    switch (document['action']) {
      case 'global':
        common = merge(common, body);
        continue;
      case 'reset':
        common = {};
        continue;
      case 'repeat':
        previous = merge(previous, body);
        break;
      default:
        previous = merge(common, body);
    }
    rules.push(previous);
  }
  return rules;
}
