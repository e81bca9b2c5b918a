/** What a field is made of, found among the leaves of one form of record. */
import type { ListedLeaf, Origin } from './field-origin';
import type { ListedPart, Made } from './source-shape';

/** The leaves of a form, as far as fields are made of them. */
export interface MadeOf {
  /** The leaf with a value at a path. */
  readonly at: (path: string) => number | undefined;
  /** How many values it has. */
  readonly sizeAt: (at: number) => number;
  /** Keys of the record that hold others. */
  readonly sections: () => readonly string[];
}

/** Null where the form has nothing to make it of. */
export function originOf(made: Made | readonly Made[], leaves: MadeOf): Origin | null {
  if (!isOne(made)) {
    const of = made.flatMap((one) => originOf(one, leaves) ?? []);
    return of.length > 1 ? { type: 'either', of } : (of[0] ?? null);
  }
  switch (made.type) {
    case 'joined':
      return joined(made, leaves);
    case 'constant':
      return { type: 'constant', value: made.text };
    case 'bareFile': {
      const name = leaves.at(made.name);
      const system = leaves.at(made.system) ?? null;
      return name === undefined ? null : { type: 'bareFile', name, system };
    }
    case 'file': {
      const folder = leaves.at(made.folder) ?? null;
      const name = leaves.at(made.name) ?? null;
      return folder === null && name === null ? null : { type: 'file', folder, name };
    }
    case 'translated': {
      const at = leaves.at(made.path);
      return at === undefined ? null : { type: 'translated', at, words: made.words };
    }
    case 'inside':
      return inside(made, leaves);
    case 'listed': {
      const of = made.of.flatMap((part) => listed(part, leaves));
      return of.length === 0 ? null : { type: 'listed', of };
    }
    case 'sections': {
      const keys = leaves.sections().filter((key) => CAPITALS.test(key) && !made.but.includes(key));
      return keys.length === 0 ? null : { type: 'constant', value: keys };
    }
    case 'registryData': {
      const [at, kind] = [leaves.at(made.path), leaves.at(made.kind)];
      if (at === undefined) return null;
      return kind === undefined ? { type: 'leaf', at } : { type: 'registryData', at, kind };
    }
  }
}

const CAPITALS = /^[A-Z][A-Z0-9_]*$/;

const isOne = (made: Made | readonly Made[]): made is Made => !Array.isArray(made);

function joined(
  { between, within, parts }: Extract<Made, { type: 'joined' }>,
  { at }: MadeOf,
): Origin | null {
  const of = parts.flatMap(([path, before]) => {
    const leaf = at(path);
    return leaf === undefined ? [] : [{ at: leaf, before }];
  });
  return of.length === 0 ? null : { type: 'joined', between, within: within ?? null, of };
}

/** Where the object is one, the leaf below it; where it is a text, the leaf with that. */
function inside(
  { path, keys, without }: Extract<Made, { type: 'inside' }>,
  { at }: MadeOf,
): Origin | null {
  for (const key of keys) {
    const leaf = at(`${path}.${key}`);
    if (leaf !== undefined) return { type: 'inside', at: leaf, keys: [], without };
  }
  const text = at(path);
  return text === undefined ? null : { type: 'inside', at: text, keys, without };
}

function listed({ path, element, without = '' }: ListedPart, leaves: MadeOf): ListedLeaf[] {
  const at = leaves.at(path);
  if (at === undefined || (element ?? 0) >= leaves.sizeAt(at)) return [];
  return [{ at, element: element ?? null, without }];
}
