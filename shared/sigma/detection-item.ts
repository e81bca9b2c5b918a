/** One line of a detection (`field|modifier: value`) as a node over predicates (sigma.md 1.2 and 1.5). */
import { hasHostBits, parseNetwork } from '@shared/model/ip-address';
import { type RawValue, type Spelling, spellingsOf, TRANSFORMS } from './item-value';
import type { PlaceholderTexts } from './placeholder-texts';
import {
  allOf,
  anyOf,
  type Comparison,
  notOf,
  type Predicate,
  type ReferenceMode,
  type RuleNode,
  test,
  type TimePart,
} from './predicate';
import { compileRegex } from './regex-source';
import { eachOf, RuleError } from './rule-error';
import { YamlNumber } from './rule-yaml';

const COMPARISONS: ReadonlySet<string> = new Set(['lt', 'lte', 'gt', 'gte']);
const TIME_PARTS: ReadonlySet<string> = new Set(['minute', 'hour', 'day', 'week', 'month', 'year']);
const REGEX_FLAGS: Readonly<Record<string, string>> = {
  i: 'i',
  m: 'm',
  s: 's',
  ignorecase: 'i',
  multiline: 'm',
  dotall: 's',
};
const REFERENCE_MODES: ReadonlySet<string> = new Set(['contains', 'startswith', 'endswith']);
/** Modifiers that may stand anywhere and change the item, not its values. */
const POSITION_FREE: ReadonlySet<string> = new Set(['all', 'cased', 'neq']);

interface Item {
  readonly field: string | null;
  /** In order, without the position-free ones. */
  readonly modifiers: readonly string[];
  readonly cased: boolean;
  readonly placeholders: PlaceholderTexts;
}

/** @throws RuleError */
export function compileItem(
  key: string,
  values: readonly RawValue[],
  placeholders: PlaceholderTexts,
): RuleNode {
  const [name = '', ...all] = key.split('|');
  const field = name === '' ? null : name;
  const modifiers = all.filter((modifier) => !POSITION_FREE.has(modifier));
  const item = { field, modifiers, cased: all.includes('cased'), placeholders };
  const lonely = ['exists', 'cidr'].find((modifier) => modifiers.includes(modifier));
  const others = all.filter((modifier) => modifier !== lonely && modifier !== 'all');
  if (lonely === 'exists' && others.length > 0) throw new RuleError('exists stands alone');
  if (lonely === 'cidr' && modifiers.length > 1)
    throw new RuleError('cidr takes no other modifier');
  checkModifiers(modifiers);
  if (field === null && all.includes('neq')) throw new RuleError('neq needs a field');
  // An empty list says as little as null does.
  const given = values.length === 0 ? [null] : values;
  const nodes = eachOf(given, (value) => compileValue(item, value));
  const joined = all.includes('all') ? allOf(nodes) : anyOf(nodes);
  return all.includes('neq') ? notOf(joined, field) : joined;
}

function checkModifiers(modifiers: readonly string[]): void {
  for (const modifier of modifiers) {
    const known =
      Object.hasOwn(TRANSFORMS, modifier) ||
      Object.hasOwn(REGEX_FLAGS, modifier) ||
      COMPARISONS.has(modifier) ||
      TIME_PARTS.has(modifier) ||
      ['re', 'cidr', 'exists', 'fieldref'].includes(modifier);
    if (!known) throw new RuleError(`unknown modifier ${modifier}`);
  }
}

function compileValue(item: Item, value: RawValue): RuleNode {
  const [first] = item.modifiers;
  switch (first) {
    case 're':
      return test(regexPredicate(item, value));
    case 'cidr':
      return test(cidrPredicate(item, value));
    case 'exists':
      return test(existsPredicate(item, value));
    case 'fieldref':
      return test(referencePredicate(item, value));
    default:
  }
  if (item.modifiers.includes('re') || item.modifiers.includes('cidr')) {
    throw new RuleError('re and cidr must be the first modifier');
  }
  if (first !== undefined && (COMPARISONS.has(first) || TIME_PARTS.has(first))) {
    return test(numericPredicate(item, value));
  }
  return textNode(item, value);
}

const needField = (item: Item): string => {
  if (item.field === null) throw new RuleError(`${item.modifiers[0] ?? 'null'} needs a field`);
  return item.field;
};

const needText = (item: Item, value: RawValue): string => {
  if (value === null) throw new RuleError(`${item.modifiers[0] ?? ''} needs a value`);
  return String(value);
};

/** A keyword is text inside of other text. */
const modifiersOf = ({ field, modifiers }: Item): readonly string[] =>
  field === null ? ['contains', ...modifiers] : modifiers;

/** Plain values and all spellings their modifiers give them. */
function textNode(item: Item, value: RawValue): RuleNode {
  if (value === null) {
    if (item.modifiers.length > 0) throw new RuleError('null takes no modifier');
    return test({ kind: 'null', field: needField(item) });
  }
  let spellings = spellingsOf(value, modifiersOf(item));
  for (const modifier of item.modifiers) {
    const transform = TRANSFORMS[modifier];
    if (transform === undefined) throw new RuleError(`${modifier} cannot follow another modifier`);
    spellings = spellings.flatMap((spelling) => transform(spelling, item.placeholders));
  }
  return anyOf(spellings.map((spelling) => test(globPredicate(item, spelling))));
}

function globPredicate(item: Item, spelling: Spelling): Predicate {
  if (spelling.kind === 'bytes') {
    throw new RuleError('an encoding modifier must be followed by base64 or base64offset');
  }
  const isAnchored = item.modifiers.some((modifier) => REFERENCE_MODES.has(modifier));
  const keyword = item.field === null && !isAnchored;
  // Keywords are searched for inside values (sigma.md 1.4).
  const tokens = keyword
    ? (TRANSFORMS['contains']?.(spelling, item.placeholders)[0] ?? spelling)
    : spelling;
  const pieces = tokens.kind === 'tokens' ? tokens.tokens : [];
  // Where there were placeholders, `expand` has put their texts in their places.
  const pattern = pieces.filter((piece) => piece.kind !== 'placeholder');
  return { kind: 'glob', field: item.field, tokens: pattern, cased: item.cased };
}

function regexPredicate(item: Item, value: RawValue): Predicate {
  const flags = new Set<string>();
  for (const modifier of item.modifiers.slice(1)) {
    const flag = REGEX_FLAGS[modifier];
    // contains, startswith and endswith say nothing new to a search.
    if (flag === undefined && !REFERENCE_MODES.has(modifier)) {
      throw new RuleError(`${modifier} cannot follow re`);
    }
    if (flag !== undefined) flags.add(flag);
  }
  const { source, flags: all } = compileRegex(needText(item, value), flags);
  return { kind: 'regex', field: item.field, source, flags: all };
}

function cidrPredicate(item: Item, value: RawValue): Predicate {
  const network = needText(item, value);
  const parsed = parseNetwork(network);
  if (parsed === null || hasHostBits(parsed)) throw new RuleError(`${network} is no network`);
  return { kind: 'cidr', field: needField(item), network };
}

function existsPredicate(item: Item, value: RawValue): Predicate {
  if (item.modifiers.length > 1 || typeof value !== 'boolean') {
    throw new RuleError('exists stands alone and takes true or false');
  }
  return { kind: 'exists', field: needField(item), expected: value };
}

function referencePredicate(item: Item, value: RawValue): Predicate {
  const [, mode = 'equals', ...rest] = item.modifiers;
  if (rest.length > 0 || (mode !== 'equals' && !REFERENCE_MODES.has(mode))) {
    throw new RuleError(`${mode} cannot follow fieldref`);
  }
  return {
    kind: 'reference',
    field: needField(item),
    other: needText(item, value),
    mode: mode as ReferenceMode,
    cased: item.cased,
  };
}

function numericPredicate(item: Item, value: RawValue): Predicate {
  const [first = '', second, ...rest] = item.modifiers;
  if (!(value instanceof YamlNumber) || !Number.isFinite(value.value))
    throw new RuleError(`${first} needs a number`);
  const field = needField(item);
  if (COMPARISONS.has(first)) {
    if (second !== undefined) throw new RuleError(`${second} cannot follow ${first}`);
    return { kind: 'number', field, comparison: first as Comparison, bound: value.text };
  }
  if (rest.length > 0 || (second !== undefined && !COMPARISONS.has(second))) {
    throw new RuleError(`${second ?? ''} cannot follow ${first}`);
  }
  const comparison = (second ?? 'eq') as Comparison;
  return { kind: 'timePart', field, part: first as TimePart, comparison, bound: value.value };
}
