/** The values of one detection item while its modifiers are applied, left to right. */
import { base64, base64Offsets, utf16Bytes, utf8Bytes } from './byte-values';
import type { PlaceholderTexts } from './placeholder-texts';
import { RuleError } from './rule-error';
import { YamlNumber } from './rule-yaml';
import {
  DASHES,
  dashSpellings,
  joinTokens,
  parsePlaceholders,
  parseTokens,
  type Piece,
  plainText,
  STAR,
  varyDashes,
} from './string-tokens';

export type RawValue = string | YamlNumber | boolean | null;

/** One spelling of a value: tokens, or the bytes between two encoding modifiers. */
export type Spelling =
  | { readonly kind: 'tokens'; readonly tokens: readonly Piece[] }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** Lists of texts for the placeholders of `expand`, by name. */
export type Placeholders = Readonly<Record<string, readonly string[]>>;

/** Of a value before its modifiers. A number that none of them takes for text is the same however it is written. */
export function spellingsOf(
  value: Exclude<RawValue, null>,
  modifiers: readonly string[],
): readonly Spelling[] {
  const texts = new Set([String(value)]);
  if (value instanceof YamlNumber && modifiers.length === 0) texts.add(value.number);
  const parse = modifiers.includes('expand') ? parsePlaceholders : parseTokens;
  return [...texts].map((text) => ({ kind: 'tokens', tokens: parse(text) }));
}

function textOf(spelling: Spelling, modifier: string): string {
  const text = spelling.kind === 'tokens' ? plainText(spelling.tokens) : null;
  if (text === null) throw new RuleError(`${modifier} needs a value without wildcards`);
  return text;
}

function bytesOf(spelling: Spelling, modifier: string): Uint8Array {
  return spelling.kind === 'bytes' ? spelling.bytes : utf8Bytes(textOf(spelling, modifier));
}

function tokensOf(spelling: Spelling): readonly Piece[] {
  if (spelling.kind === 'tokens') return spelling.tokens;
  throw new RuleError('an encoding modifier must be followed by base64 or base64offset');
}

const literal = (text: string): Spelling => ({
  kind: 'tokens',
  tokens: joinTokens([{ kind: 'text', text }]),
});

const isStar = (token: Piece | undefined): boolean => token?.kind === 'star';

function withStars(spelling: Spelling, before: boolean, behind: boolean): Spelling {
  const tokens = [...tokensOf(spelling)];
  if (behind && !isStar(tokens.at(-1))) tokens.push(STAR);
  if (before && !isStar(tokens[0])) tokens.unshift(STAR);
  return { kind: 'tokens', tokens };
}

/** Four dashes. */
const MOST_SPELLINGS = 625;

type Transform = (spelling: Spelling, placeholders: PlaceholderTexts) => readonly Spelling[];

const one =
  (transform: (spelling: Spelling) => Spelling): Transform =>
  (spelling) => [transform(spelling)];
/** Each way to write the dashes is encoded by itself. */
const encoding =
  (transform: (spelling: Spelling) => readonly Spelling[]): Transform =>
  (spelling) => {
    if (spelling.kind === 'bytes') return transform(spelling);
    const dashes = spelling.tokens.filter(({ kind }) => kind === 'dash').length;
    if (DASHES.length ** dashes > MOST_SPELLINGS)
      throw new RuleError(`${dashes} dashes can be written in too many ways to encode them all`);
    return dashSpellings(spelling.tokens).flatMap((tokens) =>
      transform({ kind: 'tokens', tokens }),
    );
  };
const utf16 = (order: 'le' | 'be', mark: boolean, name: string): Transform =>
  encoding((spelling) => [
    { kind: 'bytes', bytes: utf16Bytes(textOf(spelling, name), order, mark) },
  ]);

/** The modifiers that change how a value is spelled; some give several spellings, which are ORed. */
export const TRANSFORMS: Readonly<Record<string, Transform>> = {
  contains: one((spelling) => withStars(spelling, true, true)),
  startswith: one((spelling) => withStars(spelling, false, true)),
  endswith: one((spelling) => withStars(spelling, true, false)),
  windash: one((spelling) => ({ kind: 'tokens', tokens: varyDashes(tokensOf(spelling)) })),
  wide: utf16('le', false, 'wide'),
  utf16le: utf16('le', false, 'utf16le'),
  utf16be: utf16('be', false, 'utf16be'),
  utf16: utf16('le', true, 'utf16'),
  base64: encoding((spelling) => [literal(base64(bytesOf(spelling, 'base64')))]),
  base64offset: encoding((spelling) =>
    base64Offsets(bytesOf(spelling, 'base64offset')).map(literal),
  ),
  expand: (spelling, placeholders) => expand(tokensOf(spelling), placeholders),
};

/** A placeholder stands for each text of its list. What a list holds is not expanded again. */
function expand(pieces: readonly Piece[], placeholders: PlaceholderTexts): Spelling[] {
  let spellings: readonly (readonly Piece[])[] = [[]];
  for (const piece of pieces) {
    const choices =
      piece.kind === 'placeholder' ? placeholders.of(piece.name).map(parseTokens) : [[piece]];
    spellings = spellings.flatMap((sofar) => choices.map((choice) => [...sofar, ...choice]));
  }
  return spellings.map((spelling) => ({ kind: 'tokens', tokens: joinTokens(spelling) }));
}
