/** What a search asks, the same of either store. */
import type { z } from 'zod';
import type { EventSearch } from '@shared/contract/event-search';
import type { FIELD_VALUES } from '@shared/contract/event-requests';
import type { FieldValues } from '@shared/contract/event-views';
import type { FileTime } from '@shared/model/file-time';
import { foldCase } from '@shared/model/fold-case';
import { parseIsoTime } from '@shared/model/time-text';
import type { Query } from '@shared/query/ast';
import { asksMarks, isMarkName } from '@shared/query/mark-fields';
import { parseQuery } from '@shared/query/parser';
import type { PublishedFile } from '../case/published-rows';
import { asksCaseEnd } from './case-end';
import { type CaseFacts, publishedKey } from './case-facts';
import type { Valued } from './found-counts';
import { QueryError } from './query-error';
import { noTime } from './search-range';

/** @throws QueryError with the place of the fault */
export function parsed(text: string): Query {
  const answer = parseQuery(text);
  if (!answer.ok) throw new QueryError(answer.fault);
  return answer.query;
}

/** Differs where anything of the answer may: of the search, of what is published, of tunings and marks. */
export const searchKey = (
  { query: text, from, to, sort, withoutCopies, withoutHidden }: EventSearch,
  query: Query,
  files: readonly PublishedFile[],
  facts: Pick<CaseFacts, 'tuning' | 'caseEnd' | 'marksVersion'>,
): string =>
  JSON.stringify([
    ...[text, from, to, sort, withoutCopies === true, withoutHidden === true],
    ...[publishedKey(files), facts.tuning.version],
    asksCaseEnd(query) ? String(facts.caseEnd) : null,
    withoutHidden === true || asksMarks(query) ? facts.marksVersion : null,
  ]);

/** @throws QueryError where the text is no time */
export function askedTime(text: string): FileTime {
  const time = parseIsoTime(text);
  if (time === null) throw new QueryError(noTime(text, 'the time'));
  return time;
}

/** The asked part of the values of a field, of those that hold a text. @param events that were found */
export function valuesPage(
  { counts, having, problems }: Valued,
  events: number,
  { holding, start, end }: Pick<z.infer<typeof FIELD_VALUES>, 'holding' | 'start' | 'end'>,
): FieldValues {
  const wanted = foldCase(holding);
  const rows =
    wanted === '' ? counts : counts.filter(({ value }) => foldCase(value ?? '').includes(wanted));
  return { total: rows.length, start, rows: rows.slice(start, end), events, having, problems };
}

/** Of the values of a field of what was found; differs where any of them may. @param found `searchKey` */
export const valuesKey = (
  found: string,
  field: string,
  { marksVersion }: Pick<CaseFacts, 'marksVersion'>,
): string => JSON.stringify([found, field, isMarkName(field) ? marksVersion : null]);
