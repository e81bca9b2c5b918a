/**
 * How many events of a case each of some indicators stands in, by the values of fields alone: at once, from the
 * columns. Original records are not read, so that a hunt may find a few more, in names no field shows.
 */
import type { WeighedIndicators } from '@shared/contract/indicators';
import type { IndicatorMatcher, TextMatch } from '@shared/ioc/indicator-matcher';
import { accountsOf, splitAccounts } from '@shared/ioc/split-accounts';
import { CODE_ABSENT, type EventColumns, FIRST_VALUE_CODE, textsOf } from '@shared/model/columns';
import type { PackId } from '@shared/model/ids';
import { CODES_PER_COLUMN, SPILL_FIELD } from '../shard/shard-schema';
import { rangeIn } from '../shard/pack-member';
import type { LazyColumn } from '../shard/stored-column';
import { problemOf, type PublishedFile } from './case-facts';
import { type CaseFiles } from './case-files';
import type { CaseShards } from './case-shards';
import { placesIn, type WeighedDraft, type WeighedGroup, weighedGroups } from './indicator-places';
import type { SegmentColumns } from './segment-columns';
import { SegmentTally } from './segment-tally';
import type { AskedIndex } from './told-by-case';

export function weighIndicators(
  files: CaseFiles,
  searched: readonly PublishedFile[],
  drafts: readonly WeighedDraft[],
  step: () => void,
): WeighedIndicators {
  const weighing = new Weighing(files.shards, searched, drafts);
  const problems: string[] = [];
  for (const file of searched) {
    try {
      weighing.add(file, step);
    } catch (error) {
      problems.push(problemOf(file, error));
    }
  }
  const { hits, events } = weighing;
  return { hits, events, problems };
}

/** Counts segment by segment; one of a pack is looked at once, for all files that have their events in it. */
class Weighing {
  readonly hits: number[];
  events = 0;
  readonly #shards: CaseShards;
  readonly #searched: ReadonlyMap<number, PublishedFile>;
  readonly #groups: readonly WeighedGroup[];
  readonly #packs = new Map<PackId, AskedIndex>();
  /** Files of packs that are counted already. */
  readonly #counted = new Set<number>();

  constructor(
    shards: CaseShards,
    searched: readonly PublishedFile[],
    drafts: readonly WeighedDraft[],
  ) {
    this.#shards = shards;
    this.#searched = new Map(searched.map((file) => [file.id, file]));
    this.#groups = weighedGroups(drafts);
    this.hits = Array.from({ length: drafts.length }, () => 0);
  }

  /** @throws CaseScopeError `shard-damaged`; whatever `step` throws */
  add(file: PublishedFile, step: () => void): void {
    const own: AskedIndex = {
      known: new Map(),
      indexed: (trigrams) => this.#shards.indexed(file, trigrams),
    };
    for (const { pack, whole } of this.#shards.parts(file)) {
      if (this.#counted.has(file.id)) return;
      step();
      if (pack === null) this.#addSegment(whole, own, null);
      else this.#addPacked(whole, pack);
    }
  }

  #addPacked(whole: SegmentColumns, pack: PackId): void {
    const index = this.#packs.get(pack) ?? this.#indexOf(pack);
    this.#packs.set(pack, index);
    const members = this.#shards
      .membersIn(pack, whole.segment.id)
      .filter(({ file, generation }) => this.#isWanted(file, generation));
    const isLookedAt = new Uint8Array(whole.events);
    for (const member of members) isLookedAt.fill(1, ...rangeIn(whole.segment, member));
    this.#addSegment(whole, index, isLookedAt);
    for (const member of members) this.#counted.add(member.file);
  }

  #isWanted(file: number, generation: number): boolean {
    const isPublished = this.#searched.get(file)?.published.generation === generation;
    return isPublished && !this.#counted.has(file);
  }

  #indexOf(pack: PackId): AskedIndex {
    return {
      known: new Map(),
      indexed: (trigrams) => this.#shards.indexedInPack(pack, trigrams),
    };
  }

  /** @param isLookedAt as `SegmentTally` has it */
  #addSegment(columns: SegmentColumns, index: AskedIndex, isLookedAt: Uint8Array | null): void {
    const tally = new SegmentTally(columns.events, isLookedAt);
    for (const group of this.#groups) weighSegment(group, columns, index, tally);
    // All of them before any is added: a damaged column is met here, and a pack is tried again for its next file.
    for (const [id, count] of [...tally.counts()])
      this.hits[id - 1] = (this.hits[id - 1] ?? 0) + count;
    this.events += isLookedAt?.reduce((sum, flag) => sum + flag, 0) ?? columns.events;
  }
}

/** Of every event of a segment. */
export function weighSegment(
  group: WeighedGroup,
  columns: SegmentColumns,
  index: AskedIndex,
  tally: SegmentTally,
): void {
  const { matcher } = group;
  if (matcher.isEmpty) return;
  for (const [field, places] of placesIn(group, columns, index)) {
    const column = field === SPILL_FIELD ? null : columns.column(field);
    if (column !== null) weighColumn(matcher, column, places, tally);
  }
  if (columns.spills) weighSpilled(matcher, columns, tally);
  if (matcher.accounts.length > 0) weighAccounts(matcher, columns, tally);
}

function weighColumn(
  matcher: IndicatorMatcher,
  column: LazyColumn,
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
  const fields = columns.fieldNames;
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
