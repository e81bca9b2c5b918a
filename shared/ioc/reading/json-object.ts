/**
 * One object of JSON as a row of a table: its members are named cells. A member that holds a list of texts is as many
 * cells of one name; what holds objects is looked at on its own.
 */
import { type IndicatorType, MATCH_MODES } from '@shared/model/indicator';
import type { ColumnRole } from '@shared/model/indicator-reading';
import { plainName, VALUE_HEADINGS } from './facts';
import {
  type Cell,
  type GivenValue,
  type NamedText,
  saysAbout,
  saysNone,
  valuesNamed,
} from './row-values';
import { isOtherHash, typeOfColumn } from './list-headings';
import { areListed, listedAs } from './listed-value';
import { NO_VALUES, rolesOfHeading, SURELY_VALUES } from './table-columns';

export interface Member {
  readonly name: string;
  readonly texts: readonly string[];
  /** False for numbers and flags, which are told where they are asked for, and no indicators. */
  readonly isText: boolean;
  readonly isList: boolean;
}

/** An object that holds values. */
export interface ObjectRow {
  readonly cell: Cell;
  readonly values: readonly GivenValue[];
  /** All of it. */
  readonly text: string;
  /** Why some of its values are none. */
  readonly refused: readonly Refused[];
  readonly mode: (typeof MATCH_MODES)[number] | null;
  readonly note: string;
  readonly beside: readonly NamedText[];
}

/** Of the member of a name; null where the whole says nothing. */
interface Refused {
  readonly name: string | null;
  readonly text: string;
  readonly reason: string;
}

/**
 * Null where none of its members is named as a value is.
 *
 * @param under the name it stands under, or in a list of, which may say what its value is: `mutexes`
 */
export function objectRow(members: readonly Member[], under: string | null): ObjectRow | null {
  const roles = rolesOf(members.map(({ name }) => name));
  const cell: Cell = (role) => members[roles[role] ?? -1]?.texts.join(', ') ?? '';
  const mode = MATCH_MODES.find((one) => one === cell('mode').toLowerCase()) ?? null;
  const holdsValue = members.some(({ name }) => isValueName(name));
  const parent = typeOfColumn(under ?? '') ?? null;
  // The value of a key is no key.
  const hasKey = members.some(({ name }) => isKeyName(name, parent));
  const isNamed = parent !== null && (!holdsValue || hasKey);
  const types = members.map(({ name }) => {
    const below = isNamed ? BELOW[parent]?.[plainName(name)] : undefined;
    return below === undefined ? typeOfMember(name, holdsValue) : (below ?? undefined);
  });
  if (types.every((type) => type === undefined)) return null;
  const beside = cell('type') === '' && !hasKey ? parent : null;
  const read = members.flatMap((member, at) =>
    isValueName(member.name) && beside !== null
      ? valuesIn({ ...member, name: under ?? '' }, beside, '')
      : valuesIn(member, types[at], cell('type')),
  );
  const { type, mode: asked, ...told } = roles;
  const said = [
    ...Object.values(told),
    holdsValue ? type : undefined,
    mode === null ? undefined : asked,
  ];
  const others = members.filter((_, at) => types[at] === undefined && !said.includes(at));
  const text = noteOf('', members);
  const looks = lookalikes(others);
  const unknown = others.filter((one) => one.isText && one.isList && !isAbout(one.name));
  const facts = members.filter((_, at) => types[at] === undefined);
  return {
    ...{ cell, mode, note: noteOf(cell('note'), others), text },
    values: [...read.flatMap((one) => (typeof one === 'string' ? [] : one)), ...looks],
    beside: facts.flatMap(({ name, texts, isText }) =>
      isText ? [{ name, text: texts.join(' , ') }] : [],
    ),
    refused: [
      ...read.flatMap((one) =>
        typeof one === 'string' ? [{ name: null, text, reason: one }] : [],
      ),
      ...unknown.flatMap(({ name, texts }) => refusedIn(name, texts, looks)),
    ],
  };
}

const isKeyName = (name: string, parent: IndicatorType | null): boolean =>
  plainName(name) === 'key' || (parent === 'registry' && plainName(name) === 'path');

/** `{"user": {"name": "bob"}}`, as ECS writes it: members whose object says what they are; null for what is only said. */
const BELOW: Readonly<
  Partial<Record<IndicatorType, Readonly<Record<string, IndicatorType | null>>>>
> = {
  username: { name: 'username', domain: null },
  hostname: { name: 'hostname', domain: null },
  service: { name: 'service' },
  process: { name: 'process', executable: 'filepath' },
  filename: { name: 'filename' },
  mutex: { name: 'mutex' },
  pipe: { name: 'pipe' },
  useragent: { original: 'useragent' },
  url: { full: 'url', original: 'url' },
  email: { address: 'email' },
  registry: { path: 'registry', key: 'registry', value: null },
};

/** What each text is, or why it is nothing. @param beside the name of the type that stands beside a value */
function valuesIn(
  { name, texts }: Member,
  type: IndicatorType | null | undefined,
  beside: string,
): (readonly GivenValue[] | string)[] {
  if (type === undefined) return [];
  return texts
    .filter((text) => !saysNone(text.trim()))
    .map((value) => (isValueName(name) ? valuesNamed(beside, value) : [{ value, type }]));
}

/** Lists of words that say what the values beside them belong to. */
const isAbout = (name: string): boolean =>
  saysAbout(name) ||
  /tag|label|categor|famil|alias|kind|type|techni|tactic|attack|malware|threat|actor|campaign|countr|industr|sector|target|note|descri|comment/i.test(
    name,
  );

/** Of a list under a name that says no type: what no looks tell. */
const refusedIn = (
  name: string,
  texts: readonly string[],
  looks: readonly GivenValue[],
): Refused[] =>
  texts
    .filter((text) => !saysNone(text.trim()) && !looks.some(({ value }) => value === text))
    .map((text) => ({ name, text, reason: saysNoType(name) }));

export const saysNoType = (name: string): string =>
  `its name "${name.slice(0, 40)}" says no type, and neither do its looks`;

/** What stands beside values and looks like one, whatever it is named. */
const lookalikes = (others: readonly Member[]): GivenValue[] =>
  others
    .filter(({ name, isText }) => isText && !saysAbout(name))
    .flatMap(({ name, texts }) =>
      texts.flatMap((value) =>
        MAY_BE_VALUE.test(value) && areListed([listedAs(value, null)])
          ? [lookalike(name, value)]
          : [],
      ),
    );

const lookalike = (name: string, value: string): GivenValue =>
  isOtherHash(name)
    ? { value, type: 'text' }
    : { value, type: null, doubt: `its name "${name.slice(0, 40)}" says no type` };

/** One word with a sign that words lack, or a hash. */
const MAY_BE_VALUE = /^(?=\S*[.\\:@]|[\da-f]{32,64}$)\S{4,500}$/i;

type Roles = Readonly<Partial<Record<ColumnRole, number>>>;

/** Of facts; a value is told by its name. Objects of one list have the same names. */
function rolesOf(names: readonly string[]): Roles {
  const key = JSON.stringify(names);
  if (lastRoles?.key !== key) {
    const { value: _, ...roles } = rolesOfHeading(names);
    lastRoles = { key, roles };
  }
  return lastRoles.roles;
}

let lastRoles: { readonly key: string; readonly roles: Roles } | null = null;

/** Names over values whose type may stand beside them. */
const PLURALS = ['values', 'indicators', 'iocs', 'observables'];
const isValueName = (name: string): boolean =>
  [...VALUE_HEADINGS, ...PLURALS].includes(plainName(name));

/** Undefined for what only says something. Beside a value, many names of types say where it was met. */
function typeOfMember(name: string, holdsValue: boolean): IndicatorType | null | undefined {
  if (NO_VALUES.includes(plainName(name))) return undefined;
  const type = isValueName(name) ? null : typeOfColumn(name);
  return holdsValue && type !== null && !SURELY_VALUES.has(type ?? null) ? undefined : type;
}

const noteOf = (own: string, others: readonly Member[]): string =>
  [
    saysNone(own) ? '' : own,
    ...others.flatMap(({ name, texts, isText }) => {
      if (!isText) return [];
      const text = texts.filter((one) => !saysNone(one.trim())).join(', ');
      return text === '' ? [] : [`${name}: ${text}`];
    }),
  ]
    .filter((text) => text !== '')
    .join(', ');
