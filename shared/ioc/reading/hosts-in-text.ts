/** Names of hosts in running text, in any script, each taken whole or not at all. */
import { FILE_NAME } from '../guess-type';
import { BEGINS_AMID, LETTER, NAME_ENDS } from './letters';
import type { NameInText } from './names-in-text';

/** Generic top-level domains that reports name; those of countries have two letters. */
const GENERIC_TOPS: ReadonlySet<string> = new Set([
  ...['com', 'net', 'org', 'info', 'biz', 'edu', 'gov', 'mil', 'int', 'name', 'pro', 'mobi'],
  ...['online', 'site', 'top', 'xyz', 'club', 'shop', 'store', 'live', 'space', 'website'],
  ...['icu', 'vip', 'app', 'dev', 'cloud', 'tech', 'fun', 'link', 'click', 'win', 'bid', 'loan'],
  ...['work', 'world', 'today', 'life', 'press', 'host', 'digital', 'email', 'network', 'services'],
  ...['support', 'systems', 'solutions', 'center', 'agency', 'group', 'ltd', 'company', 'download'],
  ...['stream', 'date', 'review', 'trade', 'party', 'science', 'cyou', 'monster', 'quest', 'rest'],
  ...['buzz', 'sbs', 'cfd', 'lol', 'bond', 'onion', 'bit', 'example', 'test', 'page', 'blog'],
]);
/** Two letters behind a dot that end abbreviations and file names of other systems, not hosts. */
const NOT_TOPS: ReadonlySet<string> = new Set([
  ...['eg', 'ie', 'cs', 'ps', 'py', 'rs', 'sh', 'md', 'so'],
]);
/** Top-level domains of countries in other scripts. */
const OTHER_TOPS = [
  ...['рф', 'бел', 'укр', 'срб', 'мкд', 'бг', 'ею', 'мон', 'қаз', 'ελ', 'ευ', 'հայ', 'გე'],
  ...[
    '中国',
    '中國',
    '香港',
    '台湾',
    '台灣',
    '한국',
    '新加坡',
    'भारत',
    'ไทย',
    'ايران',
    'امارات',
    'السعودية',
  ],
];

const LABEL = String.raw`[${LETTER}](?:[${LETTER}-]{0,61}[${LETTER}])?`;
const TOP = String.raw`[a-z]{2,24}|xn--[a-z\d-]{2,59}|${OTHER_TOPS.join('|')}`;
const HOST = new RegExp(
  String.raw`(?<![${LETTER}.@\\/-]|[${LETTER}]['’])(?:${LABEL}\.){1,10}(?:${TOP})(?!${NAME_ENDS}|[@-]|\.${NAME_ENDS})`,
  'giu',
);

export function hostNames(line: string): NameInText[] {
  return [...line.matchAll(HOST)].flatMap(({ index: start, 0: value }): NameInText[] => {
    if (!isHost(value)) return [];
    const amid = BEGINS_AMID.exec(value)?.[2];
    if (amid === undefined || !isHost(amid)) return [{ start, value, doubt: null }];
    return [
      { start, value, doubt: 'no blank tells where its name begins' },
      { start: start + value.length - amid.length, value: amid, doubt: null },
    ];
  });
}

/** A name with dots may be that of a file, or an abbreviation. */
function isHost(name: string): boolean {
  const top = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const isOfCountry = /^[a-z]{2}$/.test(top) && !NOT_TOPS.has(top);
  const isTop =
    GENERIC_TOPS.has(top) || isOfCountry || top.startsWith('xn--') || OTHER_TOPS.includes(top);
  return isTop && name.length > 5 && !FILE_NAME.test(name);
}
