/**
 * How many steps a backtracking engine may take with an expression, from its shape alone. A bound, far above
 * what is met: it tells the many expressions that cannot hang from the few that might.
 */
import type { AST } from '@eslint-community/regexpp';
import { isOneCharacter, regexTree } from './regex-tree';

/** Ways through a part of it over a text of n characters: at most `ways` × (n + 1)^`repeats`. */
interface Shape {
  readonly ways: number;
  readonly repeats: number;
  /** Characters a way takes, repeats not counted. */
  readonly length: number;
}

/** Bound by the length of the text; null where none is known: repeated groups, look-around, back-references. */
export function mostSteps(source: string): ((characters: number) => number) | null {
  const tree = regexTree(source);
  const shape = tree === null ? null : shapeOfAll(tree.alternatives);
  if (shape === null) return null;
  const { ways, repeats, length } = shape;
  return (characters) => ways * (length + 1) * (characters + 1) ** (repeats + 1);
}

function shapeOfAll(alternatives: readonly AST.Alternative[]): Shape | null {
  return alternatives.reduce<Shape | null>(
    (sofar, { elements }) => {
      const next = shapeOfSequence(elements);
      if (sofar === null || next === null) return null;
      return {
        ways: sofar.ways + next.ways,
        repeats: Math.max(sofar.repeats, next.repeats),
        length: Math.max(sofar.length, next.length),
      };
    },
    { ways: 0, repeats: 0, length: 0 },
  );
}

function shapeOfSequence(elements: readonly AST.Element[]): Shape | null {
  return elements.reduce<Shape | null>(
    (sofar, element) => {
      const next = shapeOf(element);
      if (sofar === null || next === null) return null;
      return {
        ways: sofar.ways * next.ways,
        repeats: sofar.repeats + next.repeats,
        length: sofar.length + next.length,
      };
    },
    { ways: 1, repeats: 0, length: 0 },
  );
}

function shapeOf(element: AST.Element): Shape | null {
  if (isOneCharacter(element)) return { ways: 1, repeats: 0, length: 1 };
  switch (element.type) {
    case 'CapturingGroup':
    case 'Group':
      return shapeOfAll(element.alternatives);
    case 'Quantifier':
      return shapeOfRepeated(element);
    case 'Assertion':
      return element.kind === 'lookahead' || element.kind === 'lookbehind'
        ? null
        : { ways: 1, repeats: 0, length: 1 };
    default:
      return null;
  }
}

function shapeOfRepeated({ min, max, element }: AST.Quantifier): Shape | null {
  if (!isOneCharacter(element)) {
    const once = max === 1 ? shapeOf(element) : null;
    return once === null ? null : { ...once, ways: once.ways + 1 };
  }
  if (max === Number.POSITIVE_INFINITY) return { ways: 1, repeats: 1, length: min };
  return { ways: max - min + 1, repeats: 0, length: max };
}
