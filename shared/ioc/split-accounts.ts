/** Accounts that a record writes in two fields, joined again: `TargetDomainName` and `TargetUserName`. */
import { CODE_ABSENT, type Column, FIRST_VALUE_CODE, textsOf } from '@shared/model/columns';

/** Ends of the names of the two fields; what stands before them is the same for both. */
const SPLITS: readonly (readonly [user: string, domain: string])[] = [
  ['UserName', 'DomainName'],
  ['AccountName', 'AccountDomain'],
  ['user.name', 'user.domain'],
];

/** Whether a field may be one of the two. */
export const isOfAccount = (name: string): boolean =>
  SPLITS.some((ends) => ends.some((end) => name.endsWith(end)));

/** The two columns of an account. */
export interface SplitAccount<Values extends Column> {
  /** Both names as an account is written. */
  readonly field: string;
  readonly user: Values;
  readonly domain: Values;
}

/** Columns of whatever kind. */
export interface NamedColumns<Values extends Column> {
  readonly names: readonly string[];
  column(name: string): Values | null;
}

export function splitAccounts<Values extends Column>(
  events: NamedColumns<Values>,
): readonly SplitAccount<Values>[] {
  return events.names.flatMap((name) =>
    SPLITS.flatMap(([userEnd, domainEnd]): SplitAccount<Values>[] => {
      if (!name.endsWith(userEnd)) return [];
      const domainName = name.slice(0, -userEnd.length) + domainEnd;
      const user = events.column(name);
      const domain = events.column(domainName);
      return user === null || domain === null
        ? []
        : [{ field: `${domainName}\\${name}`, user, domain }];
    }),
  );
}

/** Codes of the values that make an account worth looking at; null: any does. */
export type WorthCodes = ReadonlySet<number> | null;

export interface WorthAccounts {
  readonly user: WorthCodes;
  readonly domain: WorthCodes;
}

const ANY: WorthAccounts = { user: null, domain: null };
const CODES = 1 << 16;

/**
 * Tells what was found in the accounts of each event, `DOMAIN\\user`; each pair of values is looked at once. Where a
 * part is missing or empty there is none.
 *
 * @param worth either part of an account must be
 */
export function seekAccounts<Found>(
  { user, domain }: Pick<SplitAccount<Column>, 'user' | 'domain'>,
  seek: (account: string) => readonly Found[],
  tell: (event: number, found: readonly Found[]) => void,
  worth: WorthAccounts = ANY,
): void {
  const known = new Map<number, readonly Found[]>();
  const [users, domains] = [user.codes, domain.codes];
  for (let event = 0; event < users.length; event++) {
    const [userCode, domainCode] = [users[event] ?? CODE_ABSENT, domains[event] ?? CODE_ABSENT];
    if (userCode < FIRST_VALUE_CODE || domainCode < FIRST_VALUE_CODE) continue;
    if (worth.user?.has(userCode) === false && worth.domain?.has(domainCode) === false) continue;
    const pair = userCode * CODES + domainCode;
    let found = known.get(pair);
    if (found === undefined) {
      found = accountsOf(textsOfCode(domain, domainCode), textsOfCode(user, userCode)).flatMap(
        seek,
      );
      known.set(pair, found);
    }
    if (found.length > 0) tell(event, found);
  }
}

const accountsOf = (domains: readonly string[], users: readonly string[]): string[] =>
  domains.flatMap((domain) => users.map((user) => `${domain}\\${user}`));

function textsOfCode({ entries }: Column, code: number): readonly string[] {
  const entry = entries[code - FIRST_VALUE_CODE];
  return entry === undefined ? [] : textsOf(entry).filter((text) => text !== '');
}
