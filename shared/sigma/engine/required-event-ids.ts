/** The event ids a rule's own tests ask for: a service rule then looks at these events alone. */
import type { Predicate } from '../predicate';
import { plainText } from '../string-tokens';
import type { IndexedNode } from './predicate-table';

/** Null where the rule can be true with any id. */
export function requiredEventIds(
  node: IndexedNode,
  predicates: readonly Predicate[],
): ReadonlySet<string> | null {
  if (typeof node === 'number') return idOf(predicates[node]);
  switch (node.op) {
    case 'not':
      return null;
    case 'and':
      return node.children.map((child) => requiredEventIds(child, predicates)).reduce(fewer, null);
    case 'or': {
      const all = new Set<string>();
      for (const child of node.children) {
        const ids = requiredEventIds(child, predicates);
        if (ids === null) return null;
        for (const id of ids) all.add(id);
      }
      return all;
    }
  }
}

/** Either must be met, but not by the same id: a record may repeat the field. */
const fewer = (
  left: ReadonlySet<string> | null,
  right: ReadonlySet<string> | null,
): ReadonlySet<string> | null =>
  left === null || right === null ? (left ?? right) : left.size <= right.size ? left : right;

function idOf(predicate: Predicate | undefined): ReadonlySet<string> | null {
  if (predicate?.kind !== 'glob' || predicate.field !== 'EventID') return null;
  const id = plainText(predicate.tokens);
  return id !== null && /^\d+$/.test(id) ? new Set([id]) : null;
}
