/** Fields that a rule cannot do without: where no event has a value of them, it could not have been true. */
import type { Predicate } from '../predicate';
import { literalsOf } from './literals';
import type { IndexedNode } from './predicate-table';

/** Of each set, a field has a value wherever the rule is true. */
export type NeededFields = readonly (readonly string[])[];

export function neededFields(node: IndexedNode, predicates: readonly Predicate[]): NeededFields {
  if (typeof node === 'number') {
    const field = fieldWithText(predicates[node]);
    return field === null ? [] : [[field]];
  }
  switch (node.op) {
    case 'not':
      return [];
    case 'and':
      return distinct(node.children.flatMap((child) => neededFields(child, predicates)));
    case 'or': {
      const smallest = node.children.map((child) => smallestOf(neededFields(child, predicates)));
      return smallest.includes(null)
        ? []
        : [[...new Set(smallest.flatMap((fields) => fields ?? []))]];
    }
  }
}

const smallestOf = (sets: NeededFields): readonly string[] | null =>
  sets.reduce<readonly string[] | null>(
    (best, one) => (best === null || one.length < best.length ? one : best),
    null,
  );

const distinct = (sets: NeededFields): NeededFields => [
  ...new Map(sets.map((fields) => [JSON.stringify(fields), fields])).values(),
];

/** The field whose text a predicate needs; null where it may be true without one, or of any field. */
function fieldWithText(predicate: Predicate | undefined): string | null {
  switch (predicate?.kind) {
    case undefined:
    case 'null':
    case 'exists':
      return null;
    case 'glob':
    case 'regex': {
      const literals = literalsOf(predicate);
      const isText = literals?.every(({ text }) => text !== '') ?? false;
      return isText ? predicate.field : null;
    }
    case 'cidr':
    case 'number':
    case 'timePart':
    case 'reference':
      return predicate.field;
  }
}
