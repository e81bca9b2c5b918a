/** One indicator compiled: a function from a text to the span where the indicator stands in it. */
import type { Indicator, IndicatorType, MatchMode } from '@shared/model/indicator';
import { type IpNetwork, parseNetwork } from '@shared/model/ip-address';
import { findAddress, type FoundAddress } from './address-search';
import { ANY_DRIVE, fold, foldPattern, type Folded, type FoldingName } from './folding';
import { compileLinearRegex } from '@shared/model/linear-regex';
import {
  DOMAIN_EDGES,
  type Edges,
  EMAIL_EDGES,
  FILE_EDGES,
  findNeedle,
  HOST_EDGES,
  NO_EDGES,
  SID_EDGES,
  type Span,
  USER_EDGES,
  edgesFor,
  URL_EDGES,
} from './needle';
import {
  expressionStretches,
  joinedPatternStretch,
  joinedStretch,
  patternStretches,
  stretchesIn,
  stretchOf,
} from './sought-stretch';
import { globSpan } from './wildcard';

/** The text under every folding, each made when first asked for. */
export interface FoldedViews {
  readonly original: string;
  under(folding: FoldingName): Folded;
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
type Compiled = Compiling | { readonly ok: false; readonly reason: string };

const FOLDINGS: Readonly<Partial<Record<IndicatorType, FoldingName>>> = {
  filepath: 'path',
  filename: 'path',
  process: 'path',
  registry: 'registry',
  commandline: 'commandLine',
};

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
};

const HASH_DIGITS: Readonly<Partial<Record<IndicatorType, number>>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  imphash: 32,
};

type Draft = Pick<Indicator, 'type' | 'value' | 'mode'>;

/** @returns the test, or why the indicator cannot be matched as it is written */
export function compileIndicator(draft: Draft): Compiled {
  const value = draft.value.trim();
  if (value === '') return { ok: false, reason: 'the value is empty' };
  const mode: MatchMode = draft.type === 'regex' ? 'regex' : draft.mode;
  switch (mode) {
    case 'regex':
      return regexTest(value);
    case 'wildcard':
      return wildcardTest(draft.type, value);
    case 'substring':
      return needleTest([value], FOLDINGS[draft.type] ?? 'case', NO_EDGES);
    case 'literal':
      return literalTest(draft.type, value);
  }
}

function regexTest(value: string): Compiled {
  const compiled = compileLinearRegex(value);
  if (!compiled.ok) return compiled;
  return {
    ok: true,
    test: (text) => compiled.regex.find(text.original),
    sought: { by: 'expression', stretches: expressionStretches(value) },
  };
}

function wildcardTest(type: IndicatorType, value: string): Compiling {
  const folding = FOLDINGS[type] ?? 'case';
  const patterns = withoutDrive(type, value).map((one) => foldPattern(one, folding));
  const test: IndicatorTest = (text) => {
    const folded = text.under(folding);
    return (
      patterns.map((pattern) => globSpan(pattern, folded)).find((span) => span !== null) ?? null
    );
  };
  const together = patterns.map((pattern) => patternStretches(pattern, folding));
  const joined = patterns.map(joinedPatternStretch);
  return { ok: true, test, sought: byStretches(together, joined, folding) };
}

/** Where one spelling has nothing that is sure, every text is worth testing. */
function byStretches(
  together: readonly (readonly string[])[],
  joined: readonly string[],
  folding: FoldingName,
): Sought {
  const stretches = together.map(stretchOf).filter((stretch) => stretch !== null);
  return stretches.length < together.length
    ? { by: 'nothing' }
    : { by: 'stretch', stretches, together, joined, folding };
}

/** `\Device\HarddiskVolume3\x` does not tell its drive, so a path is sought without its own too. */
function withoutDrive(type: IndicatorType, value: string): string[] {
  if (!['filepath', 'process'].includes(type)) return [value];
  const device = /^\\Device\\HarddiskVolume\d+(?=\\)/i.exec(value)?.[0];
  if (device !== undefined) return [value, `?:${value.slice(device.length)}`];
  return /^[a-z]:/i.test(value) ? [value, ANY_DRIVE + value.slice(1)] : [value];
}

function needleTest(
  values: readonly string[],
  folding: FoldingName,
  edges: Edges | undefined,
): Compiling {
  const needles = values.map((value) => {
    const needle = fold(value, folding).text;
    return { needle, edges: edgesFor(needle, edges) };
  });
  const test: IndicatorTest = (text) => {
    const folded = text.under(folding);
    for (const { needle, edges: own } of needles) {
      const span = findNeedle(folded, needle, own);
      if (span !== null) return span;
    }
    return null;
  };
  const together = needles.map(({ needle }) => stretchesIn(needle, folding));
  const joined = needles.map(({ needle }) => joinedStretch(needle));
  return { ok: true, test, sought: byStretches(together, joined, folding) };
}

function literalTest(type: IndicatorType, value: string): Compiled {
  if (type === 'ip') {
    const network = parseNetwork(value);
    if (network === null) return { ok: false, reason: `${value} is no address or network` };
    return {
      ok: true,
      test: (text) => findAddress(text.addresses(), network),
      sought: { by: 'network', network },
    };
  }
  const digits = HASH_DIGITS[type];
  if (digits !== undefined && !new RegExp(`^[\\da-f]{${digits}}$`, 'i').test(value)) {
    return { ok: false, reason: `a ${type} has ${digits} hexadecimal digits` };
  }
  if (type === 'pipe') return pipeTest(value);
  const folding = FOLDINGS[type] ?? 'case';
  const spelled = spellings(type, value);
  if (spelled.some((one) => fold(one, folding).text === '')) {
    return { ok: false, reason: 'the value says nothing' };
  }
  return needleTest(spelled, folding, EDGES[type]);
}

/** A pipe on this host or another, as a path and as the system's own name for it. */
const PIPE_PATHS = ['pipe\\', 'namedpipe\\'];
const BEFORE_PIPE = /^(?:\\(?:[^\\]+\\)?)?(?:named)?pipe\\|^\\/;

/** Its name alone is a word like any other, but where fields hold names of pipes. */
function pipeTest(value: string): Compiled {
  const name = fold(value, 'path').text.replace(BEFORE_PIPE, '');
  if (name === '') return { ok: false, reason: 'the value says nothing' };
  const paths = PIPE_PATHS.map((path) => path + name);
  const named = needleTest([name], 'path', undefined);
  // A path has the name in it, so that what tells texts with the name tells those with a path.
  return { ...named, test: needleTest(paths, 'path', undefined).test, testName: named.test };
}

/** The ways one value of a type is written in logs. */
function spellings(type: IndicatorType, value: string): string[] {
  switch (type) {
    case 'filepath':
    case 'process':
      return withoutDrive(type, value);
    case 'url':
      return [value.replace(/\/+$/, '')];
    case 'domain':
      return [value.replace(/^\.+|\.+$/g, '')];
    case 'username':
      return userSpellings(value);
    default:
      return [value];
  }
}

/** `DOMAIN\u` and `u@domain` name the same account; a bare `u` is found inside both. */
function userSpellings(value: string): string[] {
  const [domain, user] = value.split('\\');
  if (user !== undefined && user !== '') return [value, `${user}@${domain ?? ''}`];
  const [name, at] = value.split('@');
  return at === undefined || at === '' ? [value] : [value, `${at}\\${name ?? ''}`];
}
