/**
 * The ways one value is written in logs, each with the view of a text it is looked for in. A drive and a volume that
 * does not tell its drive are met by each other, whichever of the two is sought; a key of `HKCU` is met in the hive of
 * any user, and one of `CurrentControlSet` in that of any number, which is how logs name them; a folder that a variable
 * names, by its usual name; substrings and wildcards are met as they are written as well.
 */
import type { IndicatorType, MatchMode } from '@shared/model/indicator';
import {
  ANY_CLASSES,
  ANY_CONTROL_SET,
  ANY_DRIVE,
  ANY_HIVE,
  CONTROL_SET_IN_USE,
  fold,
  type FoldingName,
  foldPattern,
  OWN_HIVE,
  OWN_SIGNS,
  type ViewName,
} from './folding';

export interface Spelling {
  readonly view: ViewName;
  /** As the view leaves it; never blank. */
  readonly text: string;
}

const FOLDINGS: Readonly<Partial<Record<IndicatorType, FoldingName>>> = {
  filepath: 'path',
  filename: 'path',
  process: 'path',
  registry: 'registry',
  commandline: 'commandLine',
  pipe: 'path',
};

export const foldingOf = (type: IndicatorType): FoldingName => FOLDINGS[type] ?? 'case';

type FoldedMode = Exclude<MatchMode, 'regex'>;

/** Literals are not: their edges are told on what a folding leaves. */
const AS_WRITTEN: Readonly<Record<FoldedMode, Readonly<Record<FoldingName, readonly ViewName[]>>>> =
  {
    literal: { case: [], path: [], registry: [], commandLine: [] },
    // A folded command line has every part of a command line.
    substring: { case: [], path: ['slashes'], registry: ['slashes'], commandLine: [] },
    wildcard: {
      ...{ case: [], path: ['slashes', 'case'], registry: ['slashes', 'case'] },
      commandLine: ['case'],
    },
  };

/** None where the value says nothing. */
export function spellingsOf(value: string, folding: FoldingName, mode: FoldedMode): Spelling[] {
  const under = (view: ViewName): Spelling => ({ view, text: valueUnder(view, value, mode) });
  const own = under(folding);
  const drives = folding === 'path' ? otherDrives(own.text, under('anyDrive').text) : [];
  const keys = folding === 'registry' ? otherKeys(own.text) : [];
  const folders = folding === 'path' ? foldersNamedBy(own.text, mode) : [];
  return saying([own, ...drives, ...folders, ...keys, ...AS_WRITTEN[mode][folding].map(under)]);
}

export const valueUnder = (view: ViewName, value: string, mode: FoldedMode): string =>
  mode === 'wildcard' ? foldPattern(value, view) : fold(value, view).text;

export const saying = (spellings: readonly Spelling[]): Spelling[] =>
  spellings.filter(({ text }) => text.trim() !== '');

/** @param anyDrive the path with one sign for all drives */
function otherDrives(path: string, anyDrive: string): Spelling[] {
  const others: Spelling[] = [];
  if (anyDrive !== path) others.push({ view: 'path', text: anyDrive });
  if (path.includes(ANY_DRIVE)) others.push({ view: 'anyDrive', text: anyDrive });
  return others;
}

/**
 * `HKU\S-1-5-21-…\a` and `HKU\S-1-5-21-…_Classes\a`, of whoever it is, and `SYSTEM\ControlSet001\a`; a root alone
 * would be met in every key.
 */
function otherKeys(key: string): Spelling[] {
  const plain = key.replaceAll(OWN_SIGNS.pattern, OWN_SIGNS.by);
  const anySet = plain.replaceAll(CONTROL_SET_IN_USE, ANY_CONTROL_SET);
  const anyHive = anySet.replaceAll(OWN_HIVE, ANY_HIVE);
  if (anyHive === plain || !SAYS_MORE.test(anyHive)) return [];
  if (anyHive === anySet) return [{ view: 'anyControlSet', text: anySet }];
  const anyClasses = anyHive.replaceAll(CLASSES, ANY_CLASSES);
  const texts = anyClasses === anyHive ? [anyHive] : [anyHive, anyClasses];
  return texts.map((text) => ({ view: 'anyHive', text }));
}

const SAYS_MORE = new RegExp(String.raw`[^\\*?${ANY_HIVE}${ANY_CONTROL_SET}]`);
const CLASSES = new RegExp(String.raw`${ANY_HIVE}\\software\\classes(?![\p{L}\p{N}_-])`, 'gu');

/**
 * Folders as programs ask the system for them and logs write them out (Windows, recognized environment variables); those
 * below the folder of a user without it, whoever it is. Others begin at the drive, whichever it is.
 */
export const FOLDERS_OF_VARIABLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['%appdata%', ['appdata\\roaming']],
  ['%localappdata%', ['appdata\\local']],
  ['%temp%', ['appdata\\local\\temp', ':\\windows\\temp']],
  ['%tmp%', ['appdata\\local\\temp', ':\\windows\\temp']],
  ['%programdata%', [':\\programdata']],
  ['%allusersprofile%', [':\\programdata']],
  ['%public%', [':\\users\\public']],
  ['%windir%', [':\\windows']],
  ['%systemroot%', [':\\windows']],
  ['%programfiles%', [':\\program files']],
  ['%programfiles(x86)%', [':\\program files (x86)']],
  ['%programw6432%', [':\\program files']],
]);

/** What stands behind the variable must say something. */
function foldersNamedBy(path: string, mode: FoldedMode): Spelling[] {
  const [, variable = '', behind = ''] = /^(%[^%\\]+%)(\\[^\\*?].*)$/s.exec(path) ?? [];
  const folders = FOLDERS_OF_VARIABLES.get(variable) ?? [];
  const before = mode === 'wildcard' ? '*' : '';
  return folders.map((folder) => ({ view: 'path', text: before + folder + behind }));
}
