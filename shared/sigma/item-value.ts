/** The values of one detection item while its modifiers are applied, left to right. */
import { base64, base64Offsets, utf16Bytes, utf8Bytes } from './byte-values';
import { RuleError, RuleNotRun } from './rule-error';
import type { YamlNumber } from './rule-yaml';
import { joinTokens, parseTokens, plainText, STAR, type Token, varyDashes } from './string-tokens';

export type RawValue = string | YamlNumber | boolean | null;

/** One spelling of a value: tokens, or the bytes between two encoding modifiers. */
export type Spelling =
  | { readonly kind: 'tokens'; readonly tokens: readonly Token[] }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** Lists of texts for the placeholders of `expand`, by name. */
export type Placeholders = Readonly<Record<string, readonly string[]>>;

export const spellingOf = (value: Exclude<RawValue, null>): Spelling => ({
  kind: 'tokens',
  tokens: parseTokens(String(value)),
});

function textOf(spelling: Spelling, modifier: string): string {
  const text = spelling.kind === 'tokens' ? plainText(spelling.tokens) : null;
  if (text === null) throw new RuleError(`${modifier} needs a value without wildcards`);
  return text;
}

function bytesOf(spelling: Spelling, modifier: string): Uint8Array {
  return spelling.kind === 'bytes' ? spelling.bytes : utf8Bytes(textOf(spelling, modifier));
}

function tokensOf(spelling: Spelling): readonly Token[] {
  if (spelling.kind === 'tokens') return spelling.tokens;
  throw new RuleError('an encoding modifier must be followed by base64 or base64offset');
}

const literal = (text: string): Spelling => ({
  kind: 'tokens',
  tokens: joinTokens([{ kind: 'text', text }]),
});

const isStar = (token: Token | undefined): boolean => token?.kind === 'star';

function withStars(spelling: Spelling, before: boolean, behind: boolean): Spelling {
  const tokens = [...tokensOf(spelling)];
  if (behind && !isStar(tokens.at(-1))) tokens.push(STAR);
  if (before && !isStar(tokens[0])) tokens.unshift(STAR);
  return { kind: 'tokens', tokens };
}

type Transform = (spelling: Spelling, placeholders: Placeholders) => readonly Spelling[];

const one =
  (transform: (spelling: Spelling) => Spelling): Transform =>
  (spelling) => [transform(spelling)];
const utf16 = (order: 'le' | 'be', mark: boolean, name: string): Transform =>
  one((spelling) => ({ kind: 'bytes', bytes: utf16Bytes(textOf(spelling, name), order, mark) }));

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
  base64: one((spelling) => literal(base64(bytesOf(spelling, 'base64')))),
  base64offset: (spelling) => base64Offsets(bytesOf(spelling, 'base64offset')).map(literal),
  expand: (spelling, placeholders) => expand(tokensOf(spelling), placeholders),
};

const PLACEHOLDER = /(\\?)%([\w-]+)%/g;

/** `%name%` stands for each text of its list; `\%` is a percent sign. What a list holds is not expanded again. */
function expand(tokens: readonly Token[], placeholders: Placeholders): Spelling[] {
  let spellings: readonly (readonly Token[])[] = [[]];
  for (const token of tokens) {
    for (const choices of choicesOf(token, placeholders)) {
      spellings = spellings.flatMap((sofar) => choices.map((choice) => [...sofar, ...choice]));
    }
  }
  return spellings.map((spelling) => ({ kind: 'tokens', tokens: joinTokens(spelling) }));
}

/** The pieces of a token in order, each with everything it can stand for. */
function choicesOf(token: Token, placeholders: Placeholders): Token[][][] {
  if (token.kind !== 'text') return [[[token]]];
  const choices: Token[][][] = [];
  let copied = 0;
  const literally = (text: string): void => void choices.push([[{ kind: 'text', text }]]);
  for (const [whole, escape, name = ''] of token.text.matchAll(PLACEHOLDER)) {
    const at = token.text.indexOf(whole, copied);
    literally(token.text.slice(copied, at));
    if (escape === '') choices.push(listOf(name, placeholders).map(parseTokens));
    else literally(whole.slice(1));
    copied = at + whole.length;
  }
  literally(token.text.slice(copied));
  return choices;
}

function listOf(name: string, placeholders: Placeholders): readonly string[] {
  const list = Object.hasOwn(placeholders, name) ? placeholders[name] : undefined;
  if (list === undefined) throw new RuleNotRun(`placeholder %${name}% has no list`);
  return list;
}
