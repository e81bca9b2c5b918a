/**
 * What reports write in place of a name: `C:\Users\<user>\…`, `[username]`, `HKLM\...\Run`, `%APPDATA%`. No log has it, so
 * that such a path or key is met with any name there, or as logs write the folder.
 */
import { FOLDERS_OF_VARIABLES } from '../spellings';

export interface Filled {
  readonly value: string;
  readonly isWildcard: boolean;
  readonly remark: string;
}

/** No name of Windows has such brackets. */
const ANGLED = /(?<=[\\\p{L}\p{N}_.-])<[\p{L}\p{N} _-]{1,40}>/gu;
const NAMED =
  /(?<=\\)(?:\[(?:[a-z _-]*(?:user|name|random|version|guid|sid|date|folder|path|file)[a-z _\d-]*|\.{2,3}|…)\]|\{[a-z _-]*(?:user|name|random|version|folder|path|file)[a-z _\d-]*\}|%(?:username|userdomain|computername)%|\.{3}|…)(?=\\|$|\.[a-z\d]{1,5}$)/gi;
/** In a path two dots mean the folder above. */
const LEFT_OUT_OF_KEY = /(?<=\\)\.\.(?=\\)/g;
/** The folder of whoever is logged on. */
const OF_USER = /^%(?:userprofile|homepath|homedrive%%homepath)%(?=\\)/i;
const VARIABLE = /^%[^%\\]+%(?=\\)/;

/** Null where nothing stands in place of a name. */
export function filledIn(path: string, isKey: boolean): Filled | null {
  const told: string[] = [];
  const any = (held: string): string => {
    told.push(`"${held}"`);
    return '*';
  };
  const named = path.replaceAll(ANGLED, any).replaceAll(NAMED, any);
  const left = isKey ? named.replaceAll(LEFT_OUT_OF_KEY, any) : named;
  const value = left.replace(OF_USER, (held) => `\\Users\\${any(held)}`);
  if (told.length > 0)
    return {
      value: `*${value}*`.replaceAll(/\*{2,}/g, '*'),
      isWildcard: true,
      remark: `${[...new Set(told)].join(', ')} stands for any name, and the value is met in longer ones`,
    };
  const variable = VARIABLE.exec(path)?.[0];
  if (variable === undefined) return null;
  const isKnown = FOLDERS_OF_VARIABLES.has(variable.toLowerCase());
  const remark = isKnown
    ? `${variable} is met as its usual folder as well`
    : `${variable} is sought as it is written`;
  return { value: path, isWildcard: false, remark };
}
