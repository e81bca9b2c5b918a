/** Accounts that a record writes in two fields, joined again: `TargetDomainName` and `TargetUserName`. */
import {
  CODE_ABSENT,
  type Column,
  type EventColumns,
  FIRST_VALUE_CODE,
  textsOf,
} from '@shared/model/columns';

/** Ends of the names of the two fields; what stands before them is the same for both. */
const SPLITS: readonly (readonly [user: string, domain: string])[] = [
  ['UserName', 'DomainName'],
  ['AccountName', 'AccountDomain'],
  ['user.name', 'user.domain'],
];

/** The two columns of an account. */
export interface SplitAccount {
  /** Both names as an account is written. */
  readonly field: string;
  readonly user: Column;
  readonly domain: Column;
}

export function splitAccounts(events: EventColumns): readonly SplitAccount[] {
  return events.names.flatMap((name) =>
    SPLITS.flatMap(([userEnd, domainEnd]): SplitAccount[] => {
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

/** Each account of an event, `DOMAIN\user`; none where a part is missing or empty. */
export function accountsOf({ user, domain }: SplitAccount, event: number): readonly string[] {
  return textsAt(domain, event).flatMap((domainText) =>
    textsAt(user, event).map((text) => `${domainText}\\${text}`),
  );
}

const textsAt = ({ entries, codes }: Column, event: number): readonly string[] => {
  const entry = entries[(codes[event] ?? CODE_ABSENT) - FIRST_VALUE_CODE];
  return entry === undefined ? [] : textsOf(entry).filter((text) => text !== '');
};
