/** Headings over the sections of a list: `Mutexes:`, `Files (SHA256)`, `## Registry keys`. Each holds until the next. */
import type { IndicatorType } from '@shared/model/indicator';
import { plainName, typeNamed, typeOfHeading } from './facts';
import { areListed, listedAs, unmarked } from './listed-value';

export interface ListHeading {
  /** Null where the values tell it. */
  readonly type: IndicatorType | null;
  /** What it says of the values where it names no type. */
  readonly note: string;
}

/** Nothing is named over the first lines. */
export const NO_HEADING: ListHeading = { type: null, note: '' };

/** Why it is listed as not understood, and no mistake. */
export const IS_HEADING = 'a heading: it is no value';

const LONGEST = 60;
const MARKS_BEFORE = /^(?:#+|\*\*|__|==+|[-*•·–>]+\s|\d{1,2}[.)]\s|\[(?=[^\]]*\]:?$))\s*/;
const MARKS_BEHIND = /\s*(?:\*\*|__|==+|\]|#+)$/;
const NAME = /^[\p{L}_][\p{L}\p{N}_ &/().'-]*$/u;
const COLON = /\s*[:：]$/;

/** @param isFirst nothing is said before it */
export function headingIn(line: string, isFirst: boolean): ListHeading | null {
  const text = unmarked(line);
  if (text === '' || text.length > LONGEST) return null;
  const bare = text.replace(COLON, '').replace(MARKS_BEFORE, '').replace(MARKS_BEHIND, '');
  const name = bare.replace(COLON, '').trim();
  if (!NAME.test(name)) return null;
  const isNamed = COLON.test(text) || COLON.test(bare);
  const isMarked = isNamed || /^(?:#|\*\*|__|==)|^\[.*\]$/.test(text);
  const ofName = typeOfName(name);
  const ofDeed = isNamed ? typeInWords(name) : typeOfDeed(name);
  const type = ofName === undefined ? ofDeed : ofName;
  if (type === undefined && isOtherHash(name)) return { type: 'text', note: name };
  if (type === undefined && OF_NO_TYPE.test(name)) return { type: null, note: name };
  if (type !== undefined)
    return isMarked || isFirst || /^\p{Lu}/u.test(name) ? { type, note: '' } : null;
  return isNamed && !text.startsWith('#') && isTitle(name) ? { type: null, note: name } : null;
}

/** `Mutexes Created`, `Contacted Domains`: as sandboxes head their lists. */
function typeOfDeed(name: string): IndicatorType | null | undefined {
  const inner = name.replace(DEED_BEHIND, '').replace(DEED_BEFORE, '');
  return inner === name || !/^\p{Lu}/u.test(name) ? undefined : headed(inner);
}
const DEED_BEHIND =
  /\s(?:Created|Set|Written|Dropped|Deleted|Opened|Added|Modified|Terminated|Started|Injected|Loaded|Contacted|Resolved|Copied|Executed|Requested|Tree|Observed|Found)$/;
const DEED_BEFORE =
  /^(?:Contacted|Dropped|Created|Malicious|Suspicious|Known|Observed|Resolved|Deleted|Written|Embedded|Bundled)\s/;
/** Hashes no type of ours is of; many look like one that is. As `plainName` gives their names. */
const OTHER_HASH =
  /^(?:sha(?:512|384|224)|sha3(?:\d{3})?|ssdeep|tlsh|vhash|(?:authenti|tel|perm|pe|d|icon)hash(?:64)?|pesha(?:1|256)|richpeheader|ja3s?|ja4\w{0,3}|jarm|hassh(?:server)?|nt(?:lm)?|lm|(?:certificate|cert)?(?:thumbprint|fingerprint))(?:hash|md5|sha1|sha256|fingerprint|digest)?$/;
export const isOtherHash = (name: string): boolean => OTHER_HASH.test(plainName(name));

/** What such pages say of a file beside: no value of ours, and the end of the list above. */
const OF_NO_TYPE =
  /^(?:(?:Scheduled )?Tasks|File type|File size|Magic|TrID|DetectItEasy|PEiD packer|Basic properties|History|Creation Time|First Submission|Last Submission|Last Analysis|Signature info)$/i;

/** Words and nothing else. */
const isTitle = (name: string): boolean =>
  /^\p{L}[\p{L}\p{N} &/()'-]*$/u.test(name) && !areListed([listedAs(name, null)]);

/** `Files (SHA256)`, `Mutexes`, `Registry paths`; undefined where it names no type. */
function typeOfName(text: string): IndicatorType | null | undefined {
  const [, name = text, inner = ''] = /^(.*?)\s*\(([^()]*)\)$/.exec(text) ?? [];
  const ofInner = inner === '' ? undefined : headed(inner);
  return ofInner ?? headed(name);
}

function headed(text: string): IndicatorType | null | undefined {
  const type = typeOfHeading(text);
  if (type !== undefined) return type;
  const label = typeOfLabel(text);
  return label === 'unknown' || label === null ? undefined : label;
}

/** Types whose names are seldom said of anything else. */
const TELLING: ReadonlySet<IndicatorType | null | undefined> = new Set([
  ...([
    'mutex',
    'registry',
    'pipe',
    'service',
    'ip',
    'domain',
    'url',
    'filename',
    'email',
  ] as const),
  ...(['md5', 'sha1', 'sha256', 'imphash'] as const),
]);

/** `Malicious domains:`, `Mutexes created:`: the last words name it, or the first. */
function typeInWords(name: string): IndicatorType | null | undefined {
  const words = name.split(/\s+/);
  if (words.length > 6) return undefined;
  for (const text of [words.slice(-2).join(' '), words.at(-1) ?? '']) {
    const type = headed(text);
    if (type !== undefined) return type;
  }
  const first = headed(words[0] ?? '');
  return TELLING.has(first) ? first : undefined;
}

const OTHER_NAMES: ReadonlyMap<string, IndicatorType> = new Map([
  ['ua', 'useragent'],
  ['useragentstring', 'useragent'],
  ['reg', 'registry'],
  ['mutices', 'mutex'],
  ['names', 'filename'],
  ['displayname', 'service'],
]);
const ENDINGS = [/s$/, /es$/, /(?:display)?names?$/, /(?:values?|paths?|keys?)$/];

/** As `typeNamed`, also in the plural or with what it is the name of: `Mutexes`, `Mutex name`, `Registry path`. */
export function typeOfLabel(label: string): ReturnType<typeof typeNamed> {
  const own = typeNamed(label);
  if (own !== 'unknown') return own;
  const name = plainName(label);
  const other = OTHER_NAMES.get(name) ?? typeOfHeading(label);
  if (other !== undefined && other !== null) return other;
  const types = ENDINGS.map((ending) => name.replace(ending, ''))
    .filter((stem) => stem !== name && stem !== '')
    .map(typeNamed);
  return types.find((type) => type !== 'unknown' && type !== null) ?? 'unknown';
}

/** Of a column or a member of JSON, which may name it in the plural: `mutexes`, `Command Lines`. */
export function typeOfColumn(name: string): IndicatorType | null | undefined {
  if (!typesOfColumns.has(name) && typesOfColumns.size < MOST_COLUMNS)
    typesOfColumns.set(name, columnType(name));
  return typesOfColumns.has(name) ? typesOfColumns.get(name) : columnType(name);
}

/** Every object of a list has the same names. */
const typesOfColumns = new Map<string, IndicatorType | null | undefined>();
const MOST_COLUMNS = 1_000;

function columnType(name: string): IndicatorType | null | undefined {
  const type = isOtherHash(name) ? 'text' : typeOfHeading(name);
  if (type !== undefined || !/s$/i.test(name)) return type;
  const label = typeOfLabel(name);
  return label === 'unknown' || label === null ? undefined : label;
}
