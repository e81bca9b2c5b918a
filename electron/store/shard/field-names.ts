/** Names of a shard's fields. Ids count from 1 in the order the fields first appeared. */
import { shareNames } from '@shared/model/shared-names';
import { damaged } from './shard-damage';

export interface FieldNames {
  /** In the order of their ids. */
  readonly names: readonly string[];
  /** @throws CaseScopeError `shard-damaged` where no field has the id */
  of(id: number): string;
  idOf(name: string): number | undefined;
  /** Fields of that name, letter case ignored. @param lowerCase the name in lower case */
  called(lowerCase: string): readonly number[];
}

/** Files of one kind of log often have equal lists; each list is laid out once. */
const known = new WeakMap<readonly string[], FieldNames>();

export function fieldNames(names: readonly string[]): FieldNames {
  const shared = shareNames(names);
  const laidOut = known.get(shared) ?? layOut(shared);
  known.set(shared, laidOut);
  return laidOut;
}

function layOut(names: readonly string[]): FieldNames {
  const ids = new Map(names.map((name, at) => [name, at + 1]));
  const byLowerCase = idsByLowerCase(ids);
  return {
    names,
    of: (id) => {
      const name = names[id - 1];
      if (name === undefined) throw damaged(new RangeError(`field ${id} has no name`));
      return name;
    },
    idOf: (name) => ids.get(name),
    called: (lowerCase) => byLowerCase.get(lowerCase) ?? NO_FIELDS,
  };
}

const NO_FIELDS: readonly number[] = [];

function idsByLowerCase(ids: ReadonlyMap<string, number>): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [name, id] of ids) {
    const lowerCase = name.toLowerCase();
    const others = found.get(lowerCase);
    if (others === undefined) found.set(lowerCase, [id]);
    else others.push(id);
  }
  return found;
}
