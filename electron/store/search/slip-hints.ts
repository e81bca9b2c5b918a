/** What a query that found nothing was perhaps meant to be: habits of other languages, and values that end too soon. */
import { parseIp, parseNetwork } from '@shared/model/ip-address';
import { asksAddress } from '@shared/query/friendly-fields';
import { type Token, tokensOf } from '@shared/query/lexer';
import { literalPattern } from '@shared/query/pattern';
import { printField, printQuery } from '@shared/query/printer';
import { escapeRegex } from '@shared/text/escape-regex';

const WORDS: ReadonlyMap<string, string> = new Map([
  ...(['and', 'or', 'not'] as const).map((word) => [word, word.toUpperCase()] as const),
  ...([['&&', 'AND'] as const, ['||', 'OR'] as const, ['!', 'NOT'] as const] as const),
]);
/** A name, and `=` or `==` before its value. */
const EQUALS = /^([\p{L}_][\p{L}\p{N}_.-]*)==?([^=].*)$/u;
const CURLY = /[“”„‟«»]/;
/** Between a name and a value, each with blanks around. */
const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ...(['>=', '<=', '>', '<'] as const).map((sign) => [sign, sign] as const),
  ...([['=', ''] as const, ['==', ''] as const] as const),
]);
/** Both ends of a range in one word. */
const RANGE = /^(\d+)(?:\.\.|-)(\d+)$/;
/** A pattern in quotation marks: it begins or ends with what stands for any text. */
const QUOTED_PATTERN = /^\*.|.\*$/;
/** Parts of an address, perhaps with what makes a network of it. */
const ADDRESS_LIKE = /^\d{1,3}(?:\.\d{1,3}){1,3}\.?(?:\/\d+)?$/;
const NAMED_HASH = /^(?:md5|sha1|sha256|imphash)=([\da-f]+)$/i;
/** Of one value. */
const MOST_TOKENS = 64;
/** A longer one is a list or a document, and no slip. */
const MOST_TEXT = 500;
/** Of a long query, so many are told. */
const MOST_TOLD = 3;

export function slipHints(text: string): readonly string[] {
  const tokens = tokensOf(text);
  const hints = tokens.flatMap((token, at) => {
    const before = tokens[at - 1];
    const isValue = before?.kind === 'field' && before.end === token.start;
    if (isValue) return valueSlips(before, tokens.slice(at, at + MOST_TOKENS), text);
    if (token.kind === 'quoted') return quotedSlips('', token.text);
    return token.kind === 'word' ? wordSlips(token.text, before, tokens[at + 1]) : [];
  });
  return [...new Set(hints)].slice(0, MOST_TOLD);
}

/** `"*-enc*"`. @param name of the field with its colon; none for a text */
function quotedSlips(name: string, quoted: string): readonly string[] {
  if (!QUOTED_PATTERN.test(quoted) || quoted.length > MOST_TEXT) return [];
  const meant = /[\s()",]/.test(quoted) ? withBlanks(name, quoted) : `${name}${quoted}`;
  return [`Within quotation marks * is a character like others. As a pattern: ${meant}`];
}

/** A word ends at a blank: of a field it is an expression, and texts stand anywhere in a value. */
function withBlanks(name: string, quoted: string): string {
  if (name === '') return `"${quoted.replaceAll(/^\*+|\*+$/g, '').replaceAll('"', '""')}"`;
  const parts = quoted.split(/\*+/).map(escaped).join('.*');
  return `${name}/${`^${parts}$`.replaceAll(/^\^\.\*|\.\*\$$/g, '')}/`;
}

/** An expression ends at a slash. */
const escaped = (text: string): string => escapeRegex(text).replaceAll('/', String.raw`\/`);

function wordSlips(
  word: string,
  before: Token | undefined,
  behind: Token | undefined,
): readonly string[] {
  if (word.length > MOST_TEXT) return [];
  const comparison = COMPARISONS.get(word);
  if (comparison !== undefined && before?.kind === 'word' && behind?.kind === 'word')
    return [
      `${word} is sought as a text. To ask the field: ${before.text}:${comparison}${behind.text}`,
    ];
  const operator = WORDS.get(word);
  if (operator !== undefined)
    return [`“${word}” is a text here. To join what stands beside it, write ${operator}.`];
  const [, name, value] = EQUALS.exec(word) ?? [];
  if (name !== undefined && value !== undefined)
    return [`${word} is sought as a text. To ask the field, write a colon: ${name}:${value}`];
  if (CURLY.test(word))
    return [`Quotation marks of a query are straight ones: "…". Others are part of the text.`];
  return /^!./.test(word)
    ? [`${word} is sought as a text. To leave it out: -${word.slice(1)}`]
    : [];
}

const isAddress = (word: string): boolean => parseIp(word) !== null || parseNetwork(word) !== null;

type FieldName = Extract<Token, { kind: 'field' }>;

/** @param tokens from the value on */
function valueSlips(field: FieldName, tokens: readonly Token[], text: string): readonly string[] {
  const [value] = tokens;
  if (value?.kind === 'open') return parenthesisSlips(field, tokens);
  if (value?.kind === 'quoted') {
    const slips = quotedSlips(`${printField(field.name)}:`, value.text);
    if (slips.length > 0) return slips;
  }
  if (value?.kind === 'compare' && asksAddress(field.name))
    return ['Addresses are not compared. A network, or how they begin: 10.0.0.0/8, 10.0.*'];
  const word = value?.kind === 'word' && value.text.length <= MOST_TEXT ? value.text : '';
  if (/^\/[^/]+$/.test(word))
    return [`To search by an expression, end it with a slash: ${field.name}:${word}/`];
  if (asksAddress(field.name) && ADDRESS_LIKE.test(word) && !isAddress(word))
    return [`${word} is no address and no network: 10.0.0.7, 10.0.0.0/8, 10.0.*`];
  const [, from, to] = RANGE.exec(word) ?? [];
  if (from !== undefined && to !== undefined)
    return [`To ask from one number to another: ${field.name}:[${from} TO ${to}]`];
  const [, hash] = NAMED_HASH.exec(word) ?? [];
  if (hash !== undefined) return [`To search by a hash, leave its kind out: ${field.name}:${hash}`];
  return endsTooSoon(field, tokens, text);
}

/** `Data:(NULL)`: parentheses of the value itself. */
function parenthesisSlips(field: FieldName, [, value, close]: readonly Token[]): readonly string[] {
  if (value?.kind !== 'word' || close?.kind !== 'close' || value.text.length > MOST_TEXT) return [];
  const meant = `${printField(field.name)}:"(${value.text})"`;
  return [`Parentheses hold several values. Where they are of the value itself: ${meant}`];
}

/** `CommandLine:C:\Program Files\a.exe`: only what stands before the blank is the value. */
function endsTooSoon(
  field: FieldName,
  [value, ...behind]: readonly Token[],
  text: string,
): readonly string[] {
  if (value?.kind !== 'word' && value?.kind !== 'quoted') return [];
  const last = lastOfText(behind, text);
  if (last === undefined) return [];
  const whole = text.slice(value.start, last.end);
  if (!whole.includes('\\') || whole.length > MOST_TEXT) return [];
  const rest = text.slice(value.end, last.end).trim();
  const test = { kind: 'pattern', pattern: literalPattern(whole) } as const;
  const all = printQuery({ kind: 'field', field: field.name, test });
  return [`The value of ${field.name} ends before ${rest} – to ask for all of it: ${all}`];
}

/** Where text goes on: up to an operator, another field or a parenthesis of its own. Parentheses of a path, `foo(1)`, belong to it. */
function lastOfText(tokens: readonly Token[], text: string): Token | undefined {
  let [last, open]: [Token | undefined, number] = [undefined, 0];
  for (const token of tokens) {
    const isStuck = token.kind === 'open' && !/\s/.test(text[token.start - 1] ?? ' ');
    if (isStuck) open++;
    else if (token.kind === 'close' && open > 0) open--;
    else if (token.kind !== 'word' && token.kind !== 'quoted') break;
    last = token;
  }
  return open === 0 ? last : undefined;
}
