/**
 * One indicator in one text as domain.md says it, type by type and mode by mode, in the plainest way: both are read unit
 * by unit, then every place is looked at. ASCII letters alone have two cases here; everything else is itself.
 */
import net from 'node:net';
import type { SoughtIndicator } from '@shared/model/indicator';

export type Sought = Pick<SoughtIndicator, 'type' | 'value' | 'mode'>;

const lower = (text: string): string => text.replaceAll(/[A-Z]/g, (one) => one.toLowerCase());
const slashed = (text: string): string => lower(text).replaceAll(/[\\/]+/g, '\\');

/**
 * A character, or a drive: the letter in front of a colon that no name ends in, or a volume that does not tell its
 * letter. The colon of either is a unit of its own.
 */
type Unit = string | { readonly drive: string | null };

const PATH_PIECE =
  /(?<nothing>\\\?\?\\|\\\?\\(?=[a-z]:))|(?<volume>\\device\\harddiskvolume\d+)|(?<![\p{L}\p{N}_.-])(?<letter>[a-z])(?=:)|[^]/gu;
/** Where `?` and `*` stand for characters, a prefix is one only in front, and a volume's number may be left open. */
const PATTERN_PIECE =
  /(?<nothing>^\\\?{1,2}\\(?=[a-z]:))|(?<volume>\\device\\harddiskvolume[\d*?]+)|(?<![\p{L}\p{N}_.-])(?<letter>[a-z])(?=:)|[^]/gu;

function pathUnits(text: string, isPattern: boolean): Unit[] {
  // What stands behind a prefix that says nothing begins anew.
  const folded = isPattern ? slashed(text) : withoutPrefixes(slashed(text));
  return [...folded.matchAll(isPattern ? PATTERN_PIECE : PATH_PIECE)].flatMap(
    ({ 0: piece, groups }): Unit[] => {
      if (groups?.['nothing'] !== undefined) return [];
      if (groups?.['volume'] !== undefined) return [{ drive: null }, ':'];
      return groups?.['letter'] === undefined ? piece.split('') : [{ drive: piece }];
    },
  );
}

const withoutPrefixes = (text: string): string =>
  text.replaceAll('\\??\\', '').replaceAll(/\\\?\\(?=[a-z]:)/g, '');

const HIVES: readonly (readonly [RegExp, string])[] = [
  [/\\registry\\machine(?![^\\])/g, 'hklm'],
  [/\\registry\\user(?![^\\])/g, 'hku'],
  [/hkey_local_machine/g, 'hklm'],
  [/hkey_current_user/g, 'hkcu'],
  [/hkey_classes_root/g, 'hkcr'],
  [/hkey_current_config/g, 'hkcc'],
  [/hkey_users/g, 'hku'],
];
const DRIVES = HIVES.map(([, name]) => name);
const keyed = (text: string): string =>
  driven(
    unprovided(
      HIVES.reduce((folded, [spelled, name]) => folded.replaceAll(spelled, name), slashed(text)),
    ),
  );

const PROVIDED = 'registry::';
/** Without the provider before a root, and its module before that; neither ends a longer word. */
function unprovided(key: string): string {
  const [first = '', ...others] = key.split(PROVIDED);
  return others.reduce((before, behind) => {
    if (!behind.startsWith('hk') || isWord([...before].at(-1))) return before + PROVIDED + behind;
    const module = /(?:^|.*[^\p{L}\p{N}_])(?=microsoft\.powershell\.core\\$)/su.exec(before)?.[0];
    return (module ?? before) + behind;
  }, first);
}

/** A root's colon parts it from what is in it as a backslash does. */
function driven(key: string): string {
  const parts = key.split(':');
  const joined = parts.map((part, at) => {
    if (at === parts.length - 1) return part;
    return part + (DRIVES.some((root) => part.endsWith(root)) ? '\\' : ':');
  });
  return joined.join('').replaceAll(/\\+/g, '\\');
}

/** In the hive of a user, whoever it is; and in that of a user's classes, which is a part of it. */
const USER = /(?<![\p{L}\p{N}_])hku\\s-1(?:-\d+)+(?![\p{L}\p{N}_-])/gu;
const CLASSES = /(?<![\p{L}\p{N}_])hku\\s-1(?:-\d+)+_classes(?![\p{L}\p{N}_-])/gu;
const inAnySet = (text: string): string =>
  keyed(text).replaceAll(/(?<![^\\])controlset\d{3}(?![^\\])/g, 'currentcontrolset');
const inAnyHive = (text: string): string => inAnySet(text).replaceAll(USER, 'hkcu');
const inAnyClasses = (text: string): string =>
  inAnyHive(text).replaceAll(CLASSES, 'hkcu\\software\\classes');

/**
 * Who asks for `HKCU` means any user's, unless that is all that is asked; who names one means that one. The control set
 * that is in use may be any of those that have numbers.
 */
function hivesOf(sought: string): Reading[] {
  const key = keyed(sought);
  const others = key.split(
    /(?<![\p{L}\p{N}_])hkcu(?![\p{L}\p{N}_-])|(?<![^\\])currentcontrolset(?![^\\])/u,
  );
  if (others.length === 1 || !/[^\\*?]/.test(others.join(''))) return [];
  if (!/(?<![\p{L}\p{N}_])hkcu(?![\p{L}\p{N}_-])/u.test(key)) return [units(inAnySet)];
  const isOfClasses = /hkcu\\software\\classes(?![\p{L}\p{N}_-])/u.test(key);
  return [units(inAnyHive), ...(isOfClasses ? [units(inAnyClasses)] : [])];
}
const commanded = (text: string): string =>
  lower(text).replaceAll(/["']/g, '').replaceAll(/\s+/g, ' ');

type Reading = (text: string, isPattern: boolean) => Unit[];
const units =
  (read: (text: string) => string): Reading =>
  (text) =>
    read(text).split('');

/** How a text and what is sought in it are read, both the same way; any of the ways will do. */
function readingsOf({ type, mode, value }: Sought): Reading[] {
  const asWritten = mode === 'literal' ? [] : [units(slashed), units(lower)];
  switch (type) {
    case 'filename':
    case 'filepath':
    case 'process':
      return [pathUnits, ...asWritten];
    case 'registry':
      return [units(keyed), ...hivesOf(value), ...asWritten];
    case 'commandline':
      return mode === 'wildcard' ? [units(commanded), units(lower)] : [units(commanded)];
    default:
      return [units(lower)];
  }
}

function isSame(sought: Unit, found: Unit): boolean {
  if (typeof sought === 'string' || typeof found === 'string')
    return letterOf(sought) !== null && letterOf(sought) === letterOf(found);
  return sought.drive === null || found.drive === null || sought.drive === found.drive;
}

const letterOf = (unit: Unit): string | null => (typeof unit === 'string' ? unit : unit.drive);

const said = (all: readonly Unit[]): string => all.map((unit) => letterOf(unit) ?? ':').join('');

/** What must not stand before and behind; any other type is a word of its own. */
const WORD = [/[\p{L}\p{N}_]$/u, /^[\p{L}\p{N}_]/u] as const;
const LABEL_BEHIND = /^(?:[\p{L}\p{N}_-]|\.[\p{L}\p{N}_-])/u;
const NAME_BEFORE = /[\p{L}\p{N}_.-]$/u;
const EDGES: Readonly<Partial<Record<string, readonly [RegExp, RegExp]>>> = {
  domain: [/[\p{L}\p{N}_-]$/u, LABEL_BEHIND],
  url: [WORD[0], LABEL_BEHIND],
  email: [/[\p{L}\p{N}_.%+-]$/u, LABEL_BEHIND],
  hostname: [NAME_BEFORE, /^[\p{L}\p{N}_-]/u],
  username: [NAME_BEFORE, LABEL_BEHIND],
  sid: [WORD[0], /^(?:\d|-\d)/],
  filename: [NAME_BEFORE, LABEL_BEHIND],
  filepath: [NAME_BEFORE, LABEL_BEHIND],
  process: [NAME_BEFORE, LABEL_BEHIND],
  ...Object.fromEntries(
    ['md5', 'sha1', 'sha256', 'imphash'].map((hash) => [
      hash,
      [/[\p{L}\p{N}]$/u, /^[\p{L}\p{N}]/u],
    ]),
  ),
};

/** A link that does not begin with its scheme begins as a domain does. */
function edgesOf({ type, value }: Sought): readonly [RegExp, RegExp] {
  const own = EDGES[type] ?? WORD;
  const isBare = type === 'url' && value.split('://').length === 1;
  return isBare ? [/[\p{L}\p{N}_-]$/u, own[1]] : own;
}

const PATH_TYPES = ['filename', 'filepath', 'process'];
/** Folders by the names of variables. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  '%appdata%': ['appdata\\roaming'],
  '%temp%': ['appdata\\local\\temp', ':\\windows\\temp'],
  '%windir%': [':\\windows'],
};

/** A path that begins with the name of a variable may begin with its folder. */
function foldersOf({ value, mode }: Sought): string[] {
  const [variable = '', ...others] = slashed(value).split('\\');
  const behind = others.join('\\');
  if (/^[*?]?$/.test(behind.slice(0, 1))) return [];
  const star = mode === 'wildcard' ? '*' : '';
  return (VARIABLES[variable] ?? []).map((folder) => `${star}${folder}\\${behind}`);
}

/** What one thing is called. */
function namesOf(sought: Sought): string[] {
  const { type, value } = sought;
  if (PATH_TYPES.includes(type)) return [value, ...foldersOf(sought)];
  if (type === 'registry') return [value.replace(/[\\/]+$/, '')];
  if (type !== 'username') return [value];
  const [domain = '', user = ''] = value.split('\\');
  return user === '' ? [value] : [value, `${user}@${domain}`];
}

const isWord = (unit: Unit | undefined): boolean =>
  unit !== undefined && WORD[0].test(letterOf(unit) ?? '');

function stands(
  text: readonly Unit[],
  sought: readonly Unit[],
  [before, behind]: readonly [RegExp, RegExp],
): boolean {
  for (let at = 0; at + sought.length <= text.length; at++) {
    if (!sought.every((unit, place) => isSame(unit, text[at + place] ?? ''))) continue;
    const end = at + sought.length;
    const isFree =
      !(isWord(sought[0]) && isWord(text[at]) && before.test(said(text.slice(0, at)))) &&
      !(isWord(sought.at(-1)) && behind.test(said(text.slice(end))));
    if (isFree) return true;
  }
  return false;
}

/** Every way to share the text out among the stars. */
function fills(pattern: readonly Unit[], text: readonly Unit[]): boolean {
  let reached = new Set([0]);
  for (const unit of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      if (unit === '*') for (let end = at; end <= text.length; end++) next.add(end);
      else if (at < text.length && (unit === '?' || isSame(unit, text[at] ?? ''))) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(text.length);
}

const NONE = /[^\s\S]/;

function textStands(sought: Sought, text: string): boolean {
  const { type, mode } = sought;
  return readingsOf(sought).some((read) => {
    const found = read(text, false);
    const names =
      mode === 'literal' || PATH_TYPES.includes(type) ? namesOf(sought) : [sought.value];
    if (mode === 'wildcard') return names.some((name) => fills(read(name, true), found));
    const edges = mode === 'literal' ? edgesOf(sought) : ([NONE, NONE] as const);
    return names.some((name) => stands(found, read(name, false), edges));
  });
}

/** Any stretch at all that is an address and may begin and end where it does; a port may follow an IPv4 address. */
function addressStands(text: string, value: string): boolean {
  const sought = networkOf(value);
  for (let start = 0; start < text.length; start++) {
    for (let end = start + 2; end <= text.length; end++) {
      const one = text.slice(start, end);
      if (one.includes('%') || net.isIP(one) === 0) continue;
      if (!sought.check(one, net.isIPv6(one) ? 'ipv6' : 'ipv4')) continue;
      const colon = net.isIPv6(one) ? ':' : '';
      const [before, behind] = [text.slice(0, start), text.slice(end)];
      const isFree =
        !new RegExp(`[\\da-z.${colon}]$`, 'i').test(before) &&
        !new RegExp(`^(?:[\\da-z]|${colon}[\\da-z${colon}]|\\.\\d)`, 'i').test(behind);
      if (isFree) return true;
    }
  }
  return false;
}

/** By the system's own notion of networks, to which an IPv4 address in an IPv6 one is the IPv4 address. */
function networkOf(value: string): net.BlockList {
  const [address = '', bits] = value.split('/');
  const family = net.isIPv6(address) ? 'ipv6' : 'ipv4';
  const network = new net.BlockList();
  network.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  return network;
}

/** A pipe by its bare name: behind `pipe\` or `namedpipe\`, and in a field of names by itself. */
function pipeStands(sought: Sought, text: string, holdsNames: boolean): boolean {
  const { value, mode } = sought;
  const name = lower(value.split('\\').at(-1) ?? '').split('');
  const found = pathUnits(text, false);
  const path = ['pipe\\', 'namedpipe\\'].map((folder) => folder.split(''));
  if (mode === 'wildcard') {
    const inFolder = /^(?:\\(?:[^\\]+\\)?)?(?:named)?pipe\\/.exec(said(found))?.[0].length ?? null;
    const inNames = holdsNames ? [0, found[0] === '\\' ? 1 : 0] : [];
    const starts = [...(inFolder === null ? [] : [inFolder]), ...inNames];
    return (
      starts.some((start) => fills(name, found.slice(start))) ||
      textStands({ ...sought, type: 'filename' }, text)
    );
  }
  const edges = mode === 'literal' ? WORD : ([NONE, NONE] as const);
  const isNamed = [...path, ...(holdsNames ? [[]] : [])].some((before) =>
    stands(found, [...before, ...name], edges),
  );
  return isNamed || (mode === 'substring' && textStands({ ...sought, type: 'filename' }, text));
}

/** @param holdsPipes the text is a field's that holds names of pipes */
export function naivelyStands(sought: Sought, text: string, holdsPipes = false): boolean {
  if (sought.type === 'ip') return addressStands(text, sought.value);
  if (sought.type === 'pipe') return pipeStands(sought, text, holdsPipes);
  return textStands(sought, text);
}
