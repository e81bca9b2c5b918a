/** Where the examiner is: the view, the search, the event in the drawer, the dialog. Never rows. */
import { create } from 'zustand';
import type { EventSearch } from '@shared/contract/event-search';
import type { EventFilter, EventView } from '@shared/contract/event-view';
import type { HitGroup } from '@shared/contract/hit-groups';
import type { RuleUpdate } from '@shared/contract/rule-views';
import { type IndicatorDraft, NO_FACTS } from '@shared/model/indicator';
import type { HideTarget } from '../features/marks/hide-dialog';
import type { TagTarget } from '../features/marks/tags-dialog';
import type { TunedRule } from '../features/tuning/tuning-dialog';
import { type TimeRange, trailOf, WHOLE_TIME } from './time-trail';

export const VIEWS = ['evidence', 'events', 'detections', 'hits', 'indicators', 'rules'] as const;
export type ViewName = (typeof VIEWS)[number];
export const VIEW_TITLES: Readonly<Record<ViewName, string>> = {
  evidence: 'Evidence',
  events: 'Events',
  detections: 'Detections',
  hits: 'Hits',
  indicators: 'Indicators',
  rules: 'Rules',
};

export interface EventKey {
  readonly file: number;
  /** Its number, which a re-index may give to another. */
  readonly event: number;
  /** Of its record, by which it is known for good; null or absent until it is read. */
  readonly offset?: number | null;
}

export type TimedEvent = EventKey & { readonly time: string };

export type DialogName =
  | { readonly type: 'newCase' }
  | { readonly type: 'moveCase' }
  | { readonly type: 'cluster'; readonly of: 'open' | 'wanted' }
  | { readonly type: 'settings' }
  | { readonly type: 'shortcuts' }
  | { readonly type: 'removeFiles'; readonly ids: readonly number[] }
  | { readonly type: 'flaws'; readonly file: number }
  | { readonly type: 'columns' }
  | { readonly type: 'goToTime' }
  | { readonly type: 'around'; readonly event: TimedEvent }
  | { readonly type: 'searches' }
  | { readonly type: 'tags'; readonly target: TagTarget }
  | { readonly type: 'hide'; readonly target: HideTarget }
  | { readonly type: 'values'; readonly field: string }
  | { readonly type: 'source'; readonly ids: readonly number[] }
  | { readonly type: 'placeholders' }
  | { readonly type: 'leaveRule' }
  | { readonly type: 'removeRule'; readonly file: string; readonly title: string }
  | { readonly type: 'removeImported'; readonly hash: string; readonly name: string }
  | { readonly type: 'ruleUpdate'; readonly update: RuleUpdate }
  | { readonly type: 'tuning'; readonly rule: TunedRule }
  | { readonly type: 'importIndicators' }
  | { readonly type: 'indicatorLibrary' }
  | { readonly type: 'changeIndicators'; readonly ids: readonly number[] }
  | { readonly type: 'deleteIndicators'; readonly ids: readonly number[] }
  | { readonly type: 'indicator'; readonly draft: EditedIndicator };

/** An indicator in its dialog; a new one has no id. */
export type EditedIndicator = IndicatorDraft & { readonly id: number | null };

export const NEW_INDICATOR: EditedIndicator = {
  ...{ ...NO_FACTS, id: null, type: 'text', value: '', mode: 'literal', active: true },
};

export const EMPTY_SEARCH: EventSearch = {
  query: '',
  from: null,
  to: null,
  sort: 'asc',
  files: null,
};

export const isSameEvent = (one: EventKey | null, other: EventKey | null): boolean =>
  one?.file === other?.file && one?.event === other?.event;

/** A rule as it is sought (`ruleKey`) and as it is called. */
export interface ShownRule {
  readonly key: string;
  readonly title: string;
}

interface ViewStore {
  readonly view: ViewName;
  readonly search: EventSearch;
  /** How many searches the examiner ran: by Enter, by a filter, from a list. A zoom or a switch only leads on. */
  readonly runs: number;
  /** How often a whole search came from elsewhere, in the place of whatever is being typed. */
  readonly given: number;
  /** What `zoomOut` goes back through. */
  readonly timeTrail: readonly TimeRange[];
  readonly filters: readonly EventFilter[];
  /** Files left out of the search. */
  readonly withoutFiles: readonly number[];
  /** Whether events out of sight are shown among the others. */
  readonly showsHidden: boolean;
  /** Row of the events that was asked for last. */
  readonly reveal: { readonly row: number } | null;
  /** Event in the drawer of the Events view. */
  readonly opened: EventKey | null;
  /** The event another view led to: its row and what was matched in it are brought into view. */
  readonly shown: EventKey | null;
  /** Events the present search finds; null while unknown. */
  readonly found: number | null;
  /** How many of them are selected. */
  readonly selected: number;
  readonly dialog: DialogName | null;
  /** Waits for the end of the one that is open. */
  readonly nextDialog: DialogName | null;
  /** The rule whose detections the Detections view begins with. */
  readonly detectionRule: ShownRule | null;
  /** The group of hits the Hits view begins with. */
  readonly hitGroup: HitGroup | null;
  readonly drawerPx: number;
  /** How far around an event one looks. */
  readonly minutesAround: number;
  /** What stands beside the editor of rules. */
  readonly editorSidePx: number;
  go(view: ViewName): void;
  setSearch(change: Partial<EventSearch>): void;
  /** As it was typed. */
  runSearch(change: Partial<EventSearch>): void;
  /** To the time range before the present one; from the first to all of time. */
  zoomOut(): void;
  /** Each in the place of one of the same query. */
  putFilters(...filters: readonly EventFilter[]): void;
  removeFilter(query: string): void;
  /** Only this file, or every other. */
  filterFile(file: number, keeps: boolean): void;
  /** Files that were left out are searched again. */
  putBackFile(file: number): void;
  /** Typed query, time range, files and filters. */
  clearSearch(): void;
  setShowsHidden(shows: boolean): void;
  setReveal(reveal: { readonly row: number }): void;
  showEvents(search: EventSearch): void;
  /** A search of before, filters and all, but its columns (`openView`). */
  showView(view: EventView): void;
  showEvent(event: EventKey): void;
  /** The Detections view, those of one rule. */
  showDetections(rule: ShownRule): void;
  /** The Hits view, one group of it. */
  showHits(group: HitGroup): void;
  open(event: EventKey | null): void;
  /** The open event as it was read: known by its offset from now on, and led to where it has another number. */
  settle(read: EventKey & { readonly offset: number }): void;
  setFound(found: number | null): void;
  setSelected(selected: number): void;
  ask(dialog: DialogName): void;
  /** For what was not asked for just now: what is being written in a dialog stays. */
  askNext(dialog: DialogName): void;
  /** In the place of what the dialog of an update told, open or to come. */
  tellUpdate(update: RuleUpdate): void;
  /** Where another dialog is open by now, that one stays. */
  endDialog(dialog: DialogName): void;
  setDrawer(px: number): void;
  setMinutesAround(minutes: number): void;
  setEditorSide(px: number): void;
  /** Back to the beginning, for another case. */
  reset(): void;
}

const START = {
  view: 'evidence',
  search: EMPTY_SEARCH,
  timeTrail: [],
  filters: [],
  withoutFiles: [],
  showsHidden: false,
  reveal: null,
  opened: null,
  shown: null,
  found: null,
  selected: 0,
  detectionRule: null,
  hitGroup: null,
} as const;

type Searched = Pick<ViewStore, 'search' | 'timeTrail'>;

const ran = ({ runs }: Pick<ViewStore, 'runs'>) => ({ runs: runs + 1 });

/** What a search from elsewhere begins with. */
const givenAnew = ({ given }: Pick<ViewStore, 'given'>) => ({
  ...{ filters: [], withoutFiles: [], timeTrail: [], given: given + 1 },
});

function searchedOn({ search, timeTrail }: Searched, change: Partial<EventSearch>): Searched {
  const next = { ...search, ...change };
  return { search: next, timeTrail: trailOf(timeTrail, search, next) };
}

function withFilter(filters: readonly EventFilter[], filter: EventFilter): readonly EventFilter[] {
  const at = filters.findIndex(({ query }) => query === filter.query);
  return at < 0 ? [...filters, filter] : filters.with(at, filter);
}

export const useView = create<ViewStore>()((set) => ({
  ...START,
  dialog: null,
  nextDialog: null,
  drawerPx: 420,
  minutesAround: 5,
  editorSidePx: 520,
  go: (view) => set({ view, detectionRule: null, hitGroup: null }),
  runs: 0,
  given: 0,
  setSearch: (change) => set((now) => searchedOn(now, change)),
  runSearch: (change) => set((now) => ({ ...searchedOn(now, change), ...ran(now) })),
  zoomOut: () =>
    set(({ search, timeTrail }) => ({
      search: { ...search, ...(timeTrail.at(-1) ?? WHOLE_TIME) },
      timeTrail: timeTrail.slice(0, -1),
    })),
  putFilters: (...put) =>
    set((now) => {
      const filters = put.reduce(withFilter, now.filters);
      // One that is switched or turned round is none more.
      return { filters, ...(filters.length > now.filters.length ? ran(now) : {}) };
    }),
  removeFilter: (query) =>
    set(({ filters }) => ({ filters: filters.filter((one) => one.query !== query) })),
  filterFile: (file, keeps) =>
    set((now) => {
      const others = now.withoutFiles.filter((one) => one !== file);
      if (!keeps) return { withoutFiles: [...others, file], ...ran(now) };
      return { search: { ...now.search, files: [file] }, withoutFiles: others, ...ran(now) };
    }),
  putBackFile: (file) =>
    set(({ withoutFiles }) => ({ withoutFiles: withoutFiles.filter((one) => one !== file) })),
  setReveal: ({ row }) => set({ reveal: { row } }),
  setShowsHidden: (showsHidden) => set({ showsHidden }),
  clearSearch: () => set((now) => ({ search: EMPTY_SEARCH, ...givenAnew(now) })),
  showEvents: (search) =>
    set((now) => ({ ...givenAnew(now), ...ran(now), view: 'events', search, opened: null })),
  showView: ({ search, filters, withoutFiles = [], showsHidden = false }) =>
    set((now) => ({
      ...{ ...givenAnew(now), ...ran(now), view: 'events', opened: null },
      ...{ search, filters, withoutFiles, showsHidden },
    })),
  showEvent: ({ file, event }) => {
    const opened = { file, event };
    set({ view: 'events', opened, shown: opened });
  },
  showDetections: (detectionRule) => set({ view: 'detections', detectionRule }),
  showHits: (hitGroup) => set({ view: 'hits', hitGroup }),
  open: (opened) =>
    set(({ shown }) => ({ opened, shown: isSameEvent(opened, shown) ? shown : null })),
  settle: ({ file, event, offset }) =>
    set(({ opened }) => {
      const settled = { file, event, offset };
      if (opened?.file !== file || (opened.event === event && opened.offset === offset)) return {};
      if (opened.event === event) return { opened: settled };
      return opened.offset === offset ? { opened: settled, shown: settled } : {};
    }),
  setFound: (found) => set({ found }),
  setSelected: (selected) => set({ selected }),
  ask: (dialog) => set({ dialog }),
  askNext: (dialog) => set((now) => (now.dialog === null ? { dialog } : { nextDialog: dialog })),
  endDialog: (ended) =>
    set(({ dialog, nextDialog }) =>
      dialog === ended ? { dialog: nextDialog, nextDialog: null } : {},
    ),
  tellUpdate: (update) =>
    set(({ dialog, nextDialog }) => {
      const told = (one: DialogName | null): DialogName | null =>
        one?.type === 'ruleUpdate' ? { ...one, update } : one;
      return { dialog: told(dialog), nextDialog: told(nextDialog) };
    }),
  setMinutesAround: (minutesAround) => set({ minutesAround }),
  setDrawer: (drawerPx) => set({ drawerPx }),
  setEditorSide: (editorSidePx) => set({ editorSidePx }),
  // An update of rules is one for all cases: it waits for its answer whichever is open.
  reset: () =>
    set(({ dialog, nextDialog }) => {
      const update = [dialog, nextDialog].find((one) => one?.type === 'ruleUpdate') ?? null;
      return { ...START, dialog: update, nextDialog: null };
    }),
}));
