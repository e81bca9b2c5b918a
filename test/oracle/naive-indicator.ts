/**
 * One indicator in one text as domain.md says it, type by type and in the plainest way: the text is rewritten as a
 * whole, then every place is looked at. ASCII letters alone have two cases here; everything else is itself.
 */
import net from 'node:net';
import type { IndicatorType } from '@shared/model/indicator';

/** Texts of one meaning are written alike. */
const PATH = (text: string): string =>
  text
    .replaceAll('/', '\\')
    .replaceAll(/\\+/g, '\\')
    .replaceAll('\\??\\', '')
    .replaceAll(/\\\?\\(?=[a-z]:)/g, '')
    .replaceAll(/\\device\\harddiskvolume\d+/g, '\u0001:');
const REGISTRY = (text: string): string =>
  text
    .replaceAll('/', '\\')
    .replaceAll(/\\+/g, '\\')
    .replaceAll(/\\registry\\machine(?![^\\])/g, 'hklm')
    .replaceAll(/\\registry\\user(?![^\\])/g, 'hku')
    .replaceAll('hkey_local_machine', 'hklm')
    .replaceAll('hkey_current_user', 'hkcu')
    .replaceAll('hkey_classes_root', 'hkcr')
    .replaceAll('hkey_users', 'hku');
const COMMAND = (text: string): string => text.replaceAll(/["']/g, '').replaceAll(/\s+/g, ' ');
const PLAIN = (text: string): string => text;

const REWRITTEN: Readonly<Partial<Record<IndicatorType, (text: string) => string>>> = {
  ...{ filepath: PATH, filename: PATH, process: PATH, registry: REGISTRY, commandline: COMMAND },
};

/** What must not stand before and behind; any other type is a word of its own. */
const WORD = [/[\p{L}\p{N}_]$/u, /^[\p{L}\p{N}_]/u] as const;
const LABEL_BEHIND = /^(?:[\p{L}\p{N}_-]|\.[\p{L}\p{N}_-])/u;
const NAME_BEFORE = /[\p{L}\p{N}_.-]$/u;
const EDGES: Readonly<Partial<Record<IndicatorType, readonly [RegExp, RegExp]>>> = {
  domain: [/[\p{L}\p{N}_-]$/u, LABEL_BEHIND],
  url: [WORD[0], LABEL_BEHIND],
  email: [/[\p{L}\p{N}_.%+-]$/u, LABEL_BEHIND],
  hostname: [NAME_BEFORE, /^[\p{L}\p{N}_-]/u],
  username: [NAME_BEFORE, LABEL_BEHIND],
  sid: [WORD[0], /^(?:\d|-\d)/],
  filename: [NAME_BEFORE, LABEL_BEHIND],
  filepath: [NAME_BEFORE, LABEL_BEHIND],
  process: [NAME_BEFORE, LABEL_BEHIND],
};

const lower = (text: string): string => text.replaceAll(/[A-Z]/g, (one) => one.toLowerCase());

function spellings(type: IndicatorType, value: string): string[] {
  if (type === 'filepath' || type === 'process')
    return /^[a-z]:/i.test(value) ? [value, `\u0001${value.slice(1)}`] : [value];
  if (type !== 'username') return [value];
  const [domain = '', user = ''] = value.split('\\');
  return user === '' ? [value] : [value, `${user}@${domain}`];
}

function stands(
  text: string,
  needle: string,
  [before, behind]: readonly [RegExp, RegExp],
): boolean {
  const isWord = (character: string | undefined): boolean => WORD[0].test(character ?? '');
  for (let at = 0; at + needle.length <= text.length; at++) {
    if (!text.startsWith(needle, at)) continue;
    const free =
      !(isWord(needle[0]) && before.test(text.slice(0, at))) &&
      !(isWord(needle.at(-1)) && behind.test(text.slice(at + needle.length)));
    if (free) return true;
  }
  return false;
}

/** Any stretch at all that is an address and may begin and end where it does; a port may follow an IPv4 address. */
function addressStands(text: string, value: string): boolean {
  const sought = hexOf(value);
  for (let start = 0; start < text.length; start++) {
    for (let end = start + 2; end <= text.length; end++) {
      const one = text.slice(start, end);
      if (one.includes('%') || hexOf(one) !== sought) continue;
      const colon = net.isIPv6(one) ? ':' : '';
      const [before, behind] = [text.slice(0, start), text.slice(end)];
      const isFree =
        !new RegExp(`[\\w.${colon}]$`).test(before) &&
        !new RegExp(`^(?:[\\w${colon}]|\\.\\d)`).test(behind);
      if (isFree) return true;
    }
  }
  return false;
}

/** An IPv4 address as its mapped IPv6 form, by the system's own parser; empty for no address. */
function hexOf(text: string): string {
  if (net.isIPv4(text)) return new URL(`http://[::ffff:${text}]`).hostname;
  return net.isIPv6(text) ? new URL(`http://[${text}]`).hostname : '';
}

/** A pipe by its bare name: behind `pipe\` or `namedpipe\`, and in a field of names by itself. */
function pipeStands(name: string, text: string, holdsNames: boolean): boolean {
  const folded = PATH(lower(text));
  const spelled = holdsNames ? [''] : ['pipe\\', 'namedpipe\\'];
  return spelled.some((before) => stands(folded, before + lower(name), WORD));
}

/** @param holdsPipes the text is a field's that holds names of pipes */
export function naivelyStands(
  type: IndicatorType,
  value: string,
  text: string,
  holdsPipes = false,
): boolean {
  if (type === 'ip') return addressStands(text, value);
  if (type === 'pipe') return pipeStands(value.split('\\').at(-1) ?? '', text, holdsPipes);
  const rewrite = REWRITTEN[type] ?? PLAIN;
  const folded = rewrite(lower(text));
  const edges = EDGES[type] ?? WORD;
  return spellings(type, value).some((one) => stands(folded, rewrite(lower(one)), edges));
}
