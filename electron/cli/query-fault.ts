/** What is wrong with a typed query, as a terminal shows it: the reason, the query, and a mark below the place. */
import { CaseScopeError } from '@shared/model/errors';
import type { QueryFault } from '@shared/query/ast';
import { parseQuery } from '@shared/query/parser';

/** Characters shown before and behind the place. */
const SHOWN_BESIDE = 60;

/** @throws CaseScopeError `query-invalid` that tells where the query goes wrong */
export function checkQuery(query: string): void {
  const read = parseQuery(query);
  if (!read.ok) throw new CaseScopeError('query-invalid', faultText(query, read.fault));
}

export function faultText(query: string, { message, start }: QueryFault): string {
  const from = Math.max(0, start - SHOWN_BESIDE);
  const end = Math.min(query.length, start + SHOWN_BESIDE);
  const before = (from > 0 ? '…' : '') + inLine(query.slice(from, start));
  const behind = inLine(query.slice(start, end)) + (end < query.length ? '…' : '');
  const place = `at character ${start + 1}`;
  return [`${message} (${place})`, `  ${before}${behind}`, `  ${' '.repeat(before.length)}^`].join(
    '\n',
  );
}

/** Every character takes one place, and none moves the cursor. */
const inLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
