/** Sigma strings: wildcards and escapes (sigma.md 1.3), as tokens. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'star' }
  | { readonly kind: 'one' }
  /** Any of the five dashes of the `windash` modifier. */
  | { readonly kind: 'dash' };

/** `%name%` until its list takes its place (modifier `expand`). */
export interface Placeholder {
  readonly kind: 'placeholder';
  readonly name: string;
}

/** What a value is made of while its modifiers are applied. */
export type Piece = Token | Placeholder;

export const STAR: Token = { kind: 'star' };
const ONE: Token = { kind: 'one' };
const DASH: Token = { kind: 'dash' };

/** The characters Windows programs take for the start of a flag (sigma.md 1.5, windash). */
export const DASHES = '-/\u2013\u2014\u2015';

/** Joins texts that touch and drops empty ones. */
export function joinTokens<Part extends Piece>(tokens: readonly Part[]): (Part | Token)[] {
  const joined: (Part | Token)[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (token.kind !== 'text') joined.push(token);
    else if (token.text !== '') {
      if (last?.kind === 'text')
        joined[joined.length - 1] = { kind: 'text', text: last.text + token.text };
      else joined.push(token);
    }
  }
  return joined;
}

/** A backslash escapes `*`, `?` and itself; before anything else, and at the end, it is itself. */
export const parseTokens = (raw: string): Token[] =>
  parsePieces(raw, NO_PLACEHOLDER).filter((piece) => piece.kind !== 'placeholder');

/** The same, with `%name%` as placeholders; a backslash before one, or before any percent sign, escapes it. */
export const parsePlaceholders = (raw: string): Piece[] => parsePieces(raw, PLACEHOLDER);

const PLACEHOLDER = /(\\?)%(?:([\w-]+)%)?/y;
const NO_PLACEHOLDER = /(?!)/y;

function parsePieces(raw: string, placeholder: RegExp): Piece[] {
  const tokens: Piece[] = [];
  let text = '';
  const flush = (): void => {
    tokens.push({ kind: 'text', text });
    text = '';
  };
  for (let at = 0; at < raw.length; at++) {
    const character = raw[at] ?? '';
    const next = raw[at + 1];
    placeholder.lastIndex = at;
    const [whole = '', escape, name] = placeholder.exec(raw) ?? [];
    if (whole !== '') {
      if (escape === '' && name !== undefined) {
        flush();
        tokens.push({ kind: 'placeholder', name });
      } else text += whole.slice(escape?.length);
      at += whole.length - 1;
    } else if (character === '\\' && (next === '*' || next === '?' || next === '\\')) {
      text += next;
      at++;
    } else if (character === '*' || character === '?') {
      flush();
      tokens.push(character === '*' ? STAR : ONE);
    } else text += character;
  }
  flush();
  return joinTokens(tokens);
}

/** The text of tokens without wildcards; null where there is one. */
export function plainText(tokens: readonly Piece[]): string | null {
  let text = '';
  for (const token of tokens) {
    if (token.kind !== 'text') return null;
    text += token.text;
  }
  return text;
}

/** As Python has it, which pySigma goes by: of any script. */
const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}_]/u.test(character);

/** A dash that starts a flag (no word character before it, one behind it) becomes any dash. */
export function varyDashes<Part extends Piece>(tokens: readonly Part[]): (Part | Token)[] {
  return joinTokens(
    tokens.flatMap((token): (Part | Token)[] => {
      if (token.kind !== 'text') return [token];
      return [...token.text].map((character, at, characters): Token => {
        const flag =
          DASHES.includes(character) && !isWord(characters[at - 1]) && isWord(characters[at + 1]);
        return flag ? DASH : { kind: 'text', text: character };
      });
    }),
  );
}

/** Every way to write the dashes that vary: five for each. */
export function dashSpellings<Part extends Piece>(tokens: readonly Part[]): (Part | Token)[][] {
  if (!tokens.some(({ kind }) => kind === 'dash')) return [joinTokens(tokens)];
  let spellings: (Part | Token)[][] = [[]];
  for (const token of tokens) {
    const ways: (Part | Token)[] =
      token.kind === 'dash' ? [...DASHES].map((text) => ({ kind: 'text', text })) : [token];
    spellings = spellings.flatMap((sofar) => ways.map((way) => [...sofar, way]));
  }
  return spellings.map((spelling) => joinTokens(spelling));
}
