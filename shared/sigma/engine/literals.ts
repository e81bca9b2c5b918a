/**
 * The plain texts a value must hold for a predicate to be true of it. All literals of a field are looked
 * for in one pass over a value (literal-index.ts); only predicates whose literal is there are tested.
 */
import { foldCase } from '@shared/model/fold-case';
import type { Predicate } from '../predicate';
import { DASHES, dashSpellings, type Token } from '../string-tokens';
import { requiredLiteral } from '@shared/text/regex-literal';

/** Where in the folded value the text stands. */
export type Anchor = 'whole' | 'start' | 'end' | 'inside';

export interface Literal {
  readonly anchor: Anchor;
  /** Folded. */
  readonly text: string;
  /** The predicate is true where the literal is found; otherwise it is tested then. */
  readonly decides: boolean;
}

/** Above this many ways to write the dashes of a value, its longest text alone is looked for. */
const MOST_DASH_SPELLINGS = 25;

/** Any of them must be there; null where nothing plain is known of the values. */
export function literalsOf(predicate: Predicate): readonly Literal[] | null {
  if (predicate.kind === 'regex') {
    const text = requiredLiteral(predicate.source, predicate.flags);
    return text === null ? null : [{ anchor: 'inside', text, decides: false }];
  }
  if (predicate.kind !== 'glob') return null;
  const spellings = fewSpellings(predicate.tokens) ?? [predicate.tokens];
  const literals: Literal[] = [];
  for (const tokens of spellings) {
    const literal = globLiteral(tokens);
    if (literal === null) return null;
    literals.push(predicate.cased ? { ...literal, decides: false } : literal);
  }
  return literals;
}

/** Null where there are too many. */
function fewSpellings(tokens: readonly Token[]): Token[][] | null {
  const dashes = tokens.filter(({ kind }) => kind === 'dash').length;
  return DASHES.length ** dashes > MOST_DASH_SPELLINGS ? null : dashSpellings(tokens);
}

function globLiteral(tokens: readonly Token[]): Literal | null {
  let text = '';
  let shape = '';
  for (const token of tokens) {
    shape += token.kind === 'text' ? 't' : token.kind === 'star' ? '*' : '.';
    if (token.kind === 'text') text = longerOf(text, foldCase(token.text));
  }
  switch (shape) {
    case '':
    case 't':
      return { anchor: 'whole', text, decides: true };
    case 't*':
      return { anchor: 'start', text, decides: true };
    case '*t':
      return { anchor: 'end', text, decides: true };
    case '*t*':
      return { anchor: 'inside', text, decides: true };
    default:
      return text === '' ? null : { anchor: 'inside', text, decides: false };
  }
}

const longerOf = (one: string, other: string): string => (other.length > one.length ? other : one);
