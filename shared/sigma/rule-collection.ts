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

/**
 * Rules that inherit one id are rules of their own, not versions of one: those behind the first have their number
 * behind it, `…#2`, and no name, which is that of the first.
 */
class InheritedIds {
  readonly #met = new Map<unknown, number>();

  apart(document: YamlMap, rule: YamlMap): YamlMap {
    const { id } = rule;
    if (typeof id !== 'string' || document['id'] !== undefined) return rule;
    const times = (this.#met.get(id) ?? 0) + 1;
    this.#met.set(id, times);
    if (times === 1) return rule;
    const { name: _, ...unnamed } = rule;
    const named = document['name'] === undefined ? unnamed : rule;
    return { ...named, id: `${id}#${times}` };
  }

  /** A document that gives the id itself is the first of it. */
  given({ id }: YamlMap): void {
    if (typeof id === 'string') this.#met.set(id, 1);
  }
}

/** The rules a file means once its actions are carried out. */
export function mergeCollections(documents: readonly unknown[]): unknown[] {
  const rules: unknown[] = [];
  const ids = new InheritedIds();
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
        ids.given(body);
    }
    rules.push(ids.apart(body, previous));
  }
  return rules;
}
