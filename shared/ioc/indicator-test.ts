/** One indicator compiled: a function from a text to the span where the indicator stands in it. */
import type { Indicator, IndicatorType, MatchMode } from '@shared/model/indicator';
import { type IpNetwork, parseNetwork } from '@shared/model/ip-address';
import { findAddress, type FoundAddress } from './address-search';
import type { Folded, FoldingName, ViewName } from './folding';
import { compileLinearRegex } from '@shared/model/linear-regex';
import {
  BARE_URL_EDGES,
  DOMAIN_EDGES,
  type Edges,
  EMAIL_EDGES,
  FILE_EDGES,
  HASH_EDGES,
  HOST_EDGES,
  NO_EDGES,
  SID_EDGES,
  type Span,
  USER_EDGES,
  URL_EDGES,
} from './needle';
import { compilePipe } from './pipe-test';
import { expressionStretches } from './sought-stretch';
import { foldingOf, type Spelling, spellingsOf } from './spellings';
import { needleTest, soughtBy, wildcardTest } from './text-test';

/** The text in every view, each made when first asked for. */
export interface FoldedViews {
  readonly original: string;
  under(view: ViewName): Folded;
  /** Every IP address in the text, found once for all indicators. */
  addresses(): readonly FoundAddress[];
}

export type IndicatorTest = (text: FoldedViews) => Span | null;

/** How the texts an indicator is worth testing on are told from all others. */
export type Sought =
  /** One of the stretches stands in them. */
  | {
      readonly by: 'stretch';
      readonly stretches: readonly string[];
      /** In step with them: everything that stands in the text with the stretch. */
      readonly together: readonly (readonly string[])[];
      /** In step with them: what stands there instead once the separators of paths are left out. */
      readonly joined: readonly string[];
      readonly folding: FoldingName;
    }
  /** They hold an address of the network. */
  | { readonly by: 'network'; readonly network: IpNetwork }
  /** They hold one of the stretches; where there are none, any text is. */
  | { readonly by: 'expression'; readonly stretches: readonly string[] | null }
  | { readonly by: 'nothing' };

interface Compiling {
  readonly ok: true;
  readonly test: IndicatorTest;
  /** In place of the test in a field that holds names of pipes. */
  readonly testName?: IndicatorTest;
  readonly sought: Sought;
}
export type Compiled = Compiling | { readonly ok: false; readonly reason: string };

const EDGES: Readonly<Partial<Record<IndicatorType, Edges>>> = {
  domain: DOMAIN_EDGES,
  url: URL_EDGES,
  hostname: HOST_EDGES,
  email: EMAIL_EDGES,
  username: USER_EDGES,
  sid: SID_EDGES,
  filename: FILE_EDGES,
  filepath: FILE_EDGES,
  process: FILE_EDGES,
  md5: HASH_EDGES,
  sha1: HASH_EDGES,
  sha256: HASH_EDGES,
  imphash: HASH_EDGES,
};

/** In hexadecimal digits. */
const HASH_DIGITS: Readonly<Partial<Record<IndicatorType, number>>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  imphash: 32,
};

/** As many digits as a hash of some type has. */
export const HASH_LENGTHS: ReadonlySet<number> = new Set(Object.values(HASH_DIGITS));

export const isHash = (type: IndicatorType): boolean => HASH_DIGITS[type] !== undefined;

type Draft = Pick<Indicator, 'type' | 'value' | 'mode'>;

/** @returns the test, or why the indicator cannot be matched as it is written */
export function compileIndicator({ type, value: written, mode }: Draft): Compiled {
  const value = written.trim();
  if (value === '') return { ok: false, reason: 'the value is empty' };
  if (type === 'regex' || mode === 'regex') return compileExpression(value);
  if (type === 'pipe') return compilePipe(value, mode);
  switch (mode) {
    case 'wildcard':
    case 'substring':
      return compileSpellings(spellingsOf(value, foldingOf(type), mode), type, mode, NO_EDGES);
    case 'literal':
      return compileLiteral(type, value);
  }
}

function compileExpression(value: string): Compiled {
  const compiled = compileLinearRegex(value);
  if (!compiled.ok) return compiled;
  return {
    ok: true,
    test: (text) => compiled.regex.find(text.original),
    sought: { by: 'expression', stretches: expressionStretches(value) },
  };
}

function compileSpellings(
  spellings: readonly Spelling[],
  type: IndicatorType,
  mode: Exclude<MatchMode, 'regex'>,
  edges: Edges | undefined,
): Compiled {
  if (spellings.length === 0) return { ok: false, reason: 'the value says nothing' };
  const isWildcard = mode === 'wildcard';
  return {
    ok: true,
    test: isWildcard ? wildcardTest(spellings) : needleTest(spellings, edges),
    sought: soughtBy(spellings, foldingOf(type), isWildcard),
  };
}

function compileLiteral(type: IndicatorType, value: string): Compiled {
  if (type === 'ip') return compileAddress(value);
  const digits = HASH_DIGITS[type];
  if (digits !== undefined && !new RegExp(`^[\\da-f]{${digits}}$`, 'i').test(value)) {
    return { ok: false, reason: `a ${type} has ${digits} hexadecimal digits` };
  }
  const values = namesOf(type, value);
  const spellings = values.map((one) => spellingsOf(one, foldingOf(type), 'literal'));
  // All of them name the same: one that says nothing tells of none.
  const isSaying = spellings.every((some) => some.length > 0);
  const edges = type === 'url' && !value.includes('://') ? BARE_URL_EDGES : EDGES[type];
  return compileSpellings(isSaying ? spellings.flat() : [], type, 'literal', edges);
}

function compileAddress(value: string): Compiled {
  const network = parseNetwork(value);
  if (network === null) return { ok: false, reason: `${value} is no address or network` };
  return {
    ok: true,
    test: (text) => findAddress(text.addresses(), network),
    sought: { by: 'network', network },
  };
}

/** The names one and the same thing has. */
function namesOf(type: IndicatorType, value: string): string[] {
  switch (type) {
    case 'url':
      return [value.replace(/\/+$/, '')];
    case 'domain':
      return [value.replace(/^\.+|\.+$/g, '')];
    case 'username':
      return userNames(value);
    // A key is the same with a backslash behind it, which logs do not write.
    case 'registry':
      return [value.replace(/[\\/]+$/, '')];
    default:
      return [value];
  }
}

/** `DOMAIN\u` and `u@domain` name the same account; a bare `u` is found inside both. */
function userNames(value: string): string[] {
  const [domain, user] = value.split('\\');
  if (user !== undefined && user !== '') return [value, `${user}@${domain ?? ''}`];
  const [name, at] = value.split('@');
  return at === undefined || at === '' ? [value] : [value, `${at}\\${name ?? ''}`];
}
