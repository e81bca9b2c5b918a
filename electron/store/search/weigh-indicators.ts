/**
 * How many events of a case each of some indicators stands in, by the values of fields alone: at once, from the
 * columns. Original records are not read, so that a hunt may find a few more, in names no field shows.
 */
import type { WeighedIndicators } from '@shared/contract/indicators';
import type { IndicatorMatcher, TextMatch } from '@shared/ioc/indicator-matcher';
import { accountsOf, splitAccounts } from '@shared/ioc/split-accounts';
import { CODE_ABSENT, type EventColumns, FIRST_VALUE_CODE, textsOf } from '@shared/model/columns';
import { CODES_PER_COLUMN, SPILL_FIELD } from '../shard/shard-schema';
import type { StoredColumn } from '../shard/stored-column';
import { type CaseFiles, problemOrCancel, type PublishedFile } from './case-files';
import { placesIn, type WeighedDraft, type WeighedGroup, weighedGroups } from './indicator-places';
import type { SegmentColumns } from './segment-columns';
import { SegmentTally } from './segment-tally';
import type { IndexedRows } from './told-by-case';

export function weighIndicators(
  files: CaseFiles,
  searched: readonly PublishedFile[],
  drafts: readonly WeighedDraft[],
  step: () => void,
): WeighedIndicators {
  const hits = Array.from({ length: drafts.length }, () => 0);
  const problems: string[] = [];
  const groups = weighedGroups(drafts);
  let events = 0;
  for (const file of searched) {
    try {
      const indexed = new Map<string, IndexedRows>();
      for (const columns of files.segments(file)) {
        step();
        const tally = new SegmentTally(columns.events);
        for (const group of groups) weighSegment(group, columns, indexed, tally);
        for (const [id, count] of tally.counts()) hits[id - 1] = (hits[id - 1] ?? 0) + count;
        events += columns.events;
      }
    } catch (error) {
      problems.push(problemOrCancel(file, error));
    }
  }
  return { hits, events, problems };
}

function weighSegment(
  group: WeighedGroup,
  columns: SegmentColumns,
  indexed: Map<string, IndexedRows>,
  tally: SegmentTally,
): void {
  const { matcher } = group;
  if (matcher.isEmpty) return;
  for (const [field, places] of placesIn(group, columns, indexed)) {
    const column = field === SPILL_FIELD ? null : columns.column(field);
    if (column !== null) weighColumn(matcher, column, places, tally);
  }
  if (columns.spills) weighSpilled(matcher, columns, tally);
  if (matcher.accounts.length > 0) weighAccounts(matcher, columns, tally);
}

function weighColumn(
  matcher: IndicatorMatcher,
  column: StoredColumn,
  places: readonly number[] | null,
  tally: SegmentTally,
): void {
  for (const at of places ?? column.entries.keys()) {
    const entry = column.entry(at);
    if (entry === undefined) continue;
    for (const text of textsOf(entry))
      for (const { found } of matcher.inText(text))
        tally.addValue(found.indicator.id, column, at + FIRST_VALUE_CODE);
  }
}

/** Fields beyond a shard's limit. */
function weighSpilled(
  matcher: IndicatorMatcher,
  columns: SegmentColumns,
  tally: SegmentTally,
): void {
  for (let event = 0; event < columns.events; event++) {
    for (const value of columns.spilled(event).values) {
      const texts = value === null ? [] : typeof value === 'string' ? [value] : textsOf(value);
      for (const text of texts) addTo(tally, event, matcher.inText(text));
    }
  }
}

/** Accounts whose name and domain stand in fields of their own; each pair of values is looked at once. */
function weighAccounts(
  matcher: IndicatorMatcher,
  columns: SegmentColumns,
  tally: SegmentTally,
): void {
  for (const account of splitAccounts(eventColumnsOf(columns))) {
    const known = new Map<number, readonly TextMatch[]>();
    const [users, domains] = [account.user.codes, account.domain.codes];
    for (let event = 0; event < columns.events; event++) {
      const [user, domain] = [users[event] ?? CODE_ABSENT, domains[event] ?? CODE_ABSENT];
      if (user < FIRST_VALUE_CODE || domain < FIRST_VALUE_CODE) continue;
      const pair = user * CODES_PER_COLUMN + domain;
      let matches = known.get(pair);
      if (matches === undefined) {
        matches = accountsOf(account, event).flatMap((text) => matcher.inAccount(text));
        known.set(pair, matches);
      }
      if (matches.length > 0) addTo(tally, event, matches);
    }
  }
}

function addTo(tally: SegmentTally, event: number, matches: readonly TextMatch[]): void {
  for (const { found } of matches) tally.addEvent(found.indicator.id, event);
}

const eventColumnsOf = (columns: SegmentColumns): EventColumns => {
  const { fields } = columns.head;
  const own = columns.fieldIds.filter((field) => field !== SPILL_FIELD);
  const names = own.map((field) => fields.of(field));
  return {
    ...{ events: columns.events, names },
    column: (name) => {
      const field = fields.idOf(name);
      return field === undefined ? null : columns.column(field);
    },
  };
};
