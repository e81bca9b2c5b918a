/**
 * How many events of a case each of some indicators stands in: at once, from the columns. Of files that were indexed
 * before raw texts were kept only the fields are told.
 */
import type { WeighedIndicators } from '@shared/contract/indicators';
import type { IndicatorMatcher, TextMatch } from '@shared/ioc/indicator-matcher';
import {
  isOfAccount,
  type NamedColumns,
  seekAccounts,
  splitAccounts,
  type WorthCodes,
} from '@shared/ioc/split-accounts';
import { WorkSteps } from '@shared/ioc/work-steps';
import { type Column, FIRST_VALUE_CODE, textsOf } from '@shared/model/columns';
import type { PackId } from '@shared/model/ids';
import { type MemberFacts, rangeIn } from '../shard/pack-member';
import { RAW_TEXTS, SPILL_FIELD } from '../shard/shard-schema';
import { spilledColumns } from '../shard/spilled-columns';
import type { LazyColumn } from '../shard/stored-column';
import type { PublishedFile } from '../case/published-rows';
import { problemOf } from './case-facts';
import { type CaseFiles } from './case-files';
import type { WeighedDraft } from './indicator-needs';
import {
  mayStandIn,
  placesIn,
  type WeighedGroup,
  weighedGroups,
  worthCodes,
  type OutlinedIndex,
} from './indicator-places';
import type { SegmentColumns } from './segment-columns';
import { SegmentTally } from './segment-tally';

type Worked = WorkSteps['add'];

export function weighIndicators(
  files: CaseFiles,
  searched: readonly PublishedFile[],
  drafts: readonly WeighedDraft[],
  step: () => void,
): WeighedIndicators {
  const hits = drafts.map(() => 0);
  const weighing = new Weighing(files, searched, drafts, (tally) => {
    for (const [id, count] of tally.counts()) hits[id - 1] = (hits[id - 1] ?? 0) + count;
  });
  const problems: string[] = [];
  for (const file of searched) {
    try {
      weighing.add(file, step);
    } catch (error) {
      problems.push(problemOf(file, error));
    }
  }
  return { hits, events: weighing.events, problems };
}

/** The events of a file in a segment. */
export interface FileStretch {
  readonly file: number;
  readonly from: number;
  readonly to: number;
}

/** Segment by segment; one of a pack is looked at once, for all files that have their events in it. */
export class Weighing {
  events = 0;
  readonly #tell: (tally: SegmentTally, stretches: readonly FileStretch[]) => void;
  readonly #files: CaseFiles;
  readonly #searched: ReadonlyMap<number, PublishedFile>;
  readonly #groups: readonly WeighedGroup[];
  readonly #packs = new Map<PackId, OutlinedIndex>();
  /** Files of packs that are counted already. */
  readonly #counted = new Set<number>();

  constructor(
    files: CaseFiles,
    searched: readonly PublishedFile[],
    drafts: readonly WeighedDraft[],
    tell: (tally: SegmentTally, stretches: readonly FileStretch[]) => void,
  ) {
    this.#files = files;
    this.#searched = new Map(searched.map((file) => [file.id, file]));
    this.#groups = weighedGroups(drafts);
    this.#tell = tell;
  }

  /** @throws CaseScopeError `shard-damaged`; whatever `step` throws */
  add(file: PublishedFile, step: () => void): void {
    step();
    const outline = this.#files.outline(file);
    if (!this.#groups.some((group) => mayStandIn(group, outline))) {
      if (!this.#counted.has(file.id)) this.events += file.published.counts.events;
      this.#counted.add(file.id);
      return;
    }
    const { shards } = this.#files;
    const { add: worked } = new WorkSteps(step);
    const own: OutlinedIndex = {
      known: new Map(),
      indexed: (trigrams) => shards.indexed(file, trigrams),
      outlines: () => [outline],
      mayHaveUnindexed: (_, name, shapes) => outline?.mayHaveUnindexed(name, shapes) ?? true,
    };
    for (const { pack, whole } of shards.parts(file)) {
      if (this.#counted.has(file.id)) return;
      step();
      if (pack === null)
        this.#addSegment(whole, own, [{ file: file.id, from: 0, to: whole.events }], null, worked);
      else this.#addPacked(whole, pack, worked);
    }
  }

  #addPacked(whole: SegmentColumns, pack: PackId, worked: Worked): void {
    const index = this.#packs.get(pack) ?? this.#indexOf(pack);
    this.#packs.set(pack, index);
    const members = this.#wantedIn(pack, whole.segment.id);
    const stretches = members.map((member): FileStretch => {
      const [from, to] = rangeIn(whole.segment, member);
      return { file: member.file, from, to };
    });
    const isLookedAt = new Uint8Array(whole.events);
    for (const { from, to } of stretches) isLookedAt.fill(1, from, to);
    this.#addSegment(whole, index, stretches, isLookedAt, worked);
    for (const member of members) this.#counted.add(member.file);
  }

  #wantedIn(pack: PackId, segment: number): MemberFacts[] {
    return this.#files.shards
      .membersIn(pack, segment)
      .filter(({ file, generation }) => this.#isWanted(file, generation));
  }

  #isWanted(file: number, generation: number): boolean {
    const isPublished = this.#searched.get(file)?.published.generation === generation;
    return isPublished && !this.#counted.has(file);
  }

  #indexOf(pack: PackId): OutlinedIndex {
    const { shards } = this.#files;
    return {
      known: new Map(),
      indexed: (trigrams) => shards.indexedInPack(pack, trigrams),
      mayHaveUnindexed: ({ id }, name, shapes) => shards.mayHaveUnindexed(pack, id, name, shapes),
      outlines: ({ id }) =>
        this.#wantedIn(pack, id).map(({ file }) => {
          const searched = this.#searched.get(file);
          return searched === undefined ? null : this.#files.outline(searched);
        }),
    };
  }

  /** @param isLookedAt as `SegmentTally` has it */
  #addSegment(
    columns: SegmentColumns,
    index: OutlinedIndex,
    stretches: readonly FileStretch[],
    isLookedAt: Uint8Array | null,
    worked: Worked,
  ): void {
    const tally = new SegmentTally(columns.events, isLookedAt);
    for (const group of this.#groups) weighSegment(group, columns, index, tally, worked);
    this.#tell(tally, stretches);
    this.events += isLookedAt?.reduce((sum, flag) => sum + flag, 0) ?? columns.events;
  }
}

/** Of every event of a segment. */
export function weighSegment(
  group: WeighedGroup,
  columns: SegmentColumns,
  index: OutlinedIndex,
  tally: SegmentTally,
  worked: Worked,
): void {
  const { matcher } = group;
  if (matcher.isEmpty) return;
  for (const [field, places] of placesIn(group, columns, index)) {
    const column = columns.column(field);
    const name = field === RAW_TEXTS ? null : columns.fieldNames.of(field);
    if (column !== null) weighColumn(matcher, column, name, places, tally, worked);
  }
  if (columns.spills) weighSpilled(matcher, columns, tally, worked);
  if (matcher.accounts.length > 0) weighAccounts(group, columns, tally, worked);
}

function weighColumn(
  matcher: IndicatorMatcher,
  column: LazyColumn,
  field: string | null,
  places: readonly number[] | null,
  tally: SegmentTally,
  worked: Worked,
): void {
  for (const at of places ?? column.entries.keys()) {
    const entry = column.entry(at);
    if (entry === undefined) continue;
    for (const text of textsOf(entry))
      for (const { found } of matcher.inText(text, field, worked))
        tally.addValue(found.indicator.id, column, at + FIRST_VALUE_CODE);
  }
}

/** Fields beyond a shard's limit. */
function weighSpilled(
  matcher: IndicatorMatcher,
  columns: SegmentColumns,
  tally: SegmentTally,
  worked: Worked,
): void {
  for (let event = 0; event < columns.events; event++) {
    const { names, values } = columns.spilled(event);
    for (const [at, value] of values.entries()) {
      const texts = value === null ? [] : typeof value === 'string' ? [value] : textsOf(value);
      for (const text of texts)
        addTo(tally, event, matcher.inText(text, names[at] ?? null, worked));
    }
  }
}

/** Accounts whose name and domain stand in fields of their own. */
function weighAccounts(
  group: WeighedGroup,
  columns: SegmentColumns,
  tally: SegmentTally,
  worked: Worked,
): void {
  const seek = (account: string): readonly TextMatch[] => group.matcher.inAccount(account, worked);
  for (const account of splitAccounts(accountColumnsOf(columns))) {
    const worth = {
      user: worthCodes(group, account.user),
      domain: worthCodes(group, account.domain),
    };
    if (isNone(worth.user) && isNone(worth.domain)) continue;
    seekAccounts(account, seek, (event, matches) => addTo(tally, event, matches), worth);
  }
}

const isNone = (worth: WorthCodes): boolean => worth?.size === 0;

function addTo(tally: SegmentTally, event: number, matches: readonly TextMatch[]): void {
  for (const { found } of matches) tally.addEvent(found.indicator.id, event);
}

/** Names and domains of accounts stand among fields beyond a shard's limit, too. */
function accountColumnsOf(columns: SegmentColumns): NamedColumns<Column> {
  const fields = columns.fieldNames;
  const own = columns.fieldIds.filter((field) => field !== SPILL_FIELD);
  const spill = columns.spills ? columns.column(SPILL_FIELD) : null;
  const spilled = spill === null ? NO_COLUMNS : spilledColumns(spill, isOfAccount);
  return {
    names: [...own.map((field) => fields.of(field)), ...spilled.keys()],
    column: (name) => {
      const field = fields.idOf(name);
      return field === undefined ? (spilled.get(name) ?? null) : columns.column(field);
    },
  };
}

const NO_COLUMNS: ReadonlyMap<string, Column> = new Map();
