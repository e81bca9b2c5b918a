/** Searches with expressions in JavaScript's spelling: whether there is a match, in a time that cannot explode. */
import { Automaton, type IsOver } from './regex-automaton';
import { buildProgram } from './regex-program';
import { regexTree } from './regex-tree';

/** Ends what takes too long. */
export interface Watch {
  readonly isOver: IsOver;
  /** Does work that cannot look at the clock itself; null where it was ended. */
  within(work: () => boolean): boolean | null;
}

/** Null where it was ended. */
export type Search = (text: string, watch: Watch) => boolean | null;

/** @throws SyntaxError where JavaScript cannot read it */
export function compileSearch(source: string, flags: string): Search {
  const tree = regexTree(source);
  const built = tree === null ? null : buildProgram(tree, flags);
  if (built?.kind === 'program') {
    const automaton = new Automaton(built.program);
    return (text, { isOver }) => automaton.finds(text, isOver);
  }
  // Back-references, above all: only trying every way tells.
  const regex = new RegExp(source, flags);
  return (text, { within }) => within(() => regex.test(text));
}

/** Its repetitions, written out, are more than any engine should be given. */
export function isTooLarge(source: string): boolean {
  const tree = regexTree(source);
  return tree !== null && buildProgram(tree, '').kind === 'tooLarge';
}
