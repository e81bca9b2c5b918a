/** Accounts that a record writes in two fields, joined again: `TargetDomainName` and `TargetUserName`. */
import type { EventFields, FieldValue } from '@shared/model/event';

/** Ends of the names of the two fields; what stands before them is the same for both. */
const SPLITS: readonly (readonly [user: string, domain: string])[] = [
  ['UserName', 'DomainName'],
  ['AccountName', 'AccountDomain'],
  ['user.name', 'user.domain'],
];

interface AccountFields {
  readonly user: number;
  readonly domain: number;
  /** Both names as an account is written. */
  readonly field: string;
}

/** Names are shared between records of one shape, so each list of names is looked through once. */
const known = new WeakMap<readonly string[], readonly AccountFields[]>();

function accountFields(names: readonly string[]): readonly AccountFields[] {
  return names.flatMap((name, user) =>
    SPLITS.flatMap(([userEnd, domainEnd]): AccountFields[] => {
      if (!name.endsWith(userEnd)) return [];
      const domainName = name.slice(0, -userEnd.length) + domainEnd;
      const domain = names.indexOf(domainName);
      return domain < 0 ? [] : [{ user, domain, field: `${domainName}\\${name}` }];
    }),
  );
}

const textsOf = (value: FieldValue | undefined): readonly string[] =>
  (typeof value === 'string' ? [value] : (value ?? [])).filter(
    (text): text is string => text !== null && text !== '',
  );

export interface SplitAccount {
  readonly field: string;
  /** `DOMAIN\user` */
  readonly account: string;
}

export function splitAccounts({ names, values }: EventFields): SplitAccount[] {
  let fields = known.get(names);
  if (fields === undefined) known.set(names, (fields = accountFields(names)));
  return fields.flatMap(({ user, domain, field }) =>
    textsOf(values[domain]).flatMap((domainText) =>
      textsOf(values[user]).map((text) => ({ field, account: `${domainText}\\${text}` })),
    ),
  );
}
