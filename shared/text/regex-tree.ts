/** JavaScript's regular expressions as trees, read by the parser that ESLint uses. */
import { type AST, RegExpParser } from '@eslint-community/regexpp';

const PARSER = new RegExpParser();

/** Null where it is none. */
export function regexTree(source: string): AST.Pattern | null {
  try {
    return PARSER.parsePattern(source);
  } catch {
    return null;
  }
}
