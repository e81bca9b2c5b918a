import { beforeEach, expect, test } from 'vitest';
import { EMPTY_SEARCH, useView } from '../../../renderer/app/view-store';

const store = useView.getState();
const FILTER = { query: 'EventID:"1"', keeps: true, isOn: true };

/** How many searches an act runs. */
function runsOf(act: () => void): number {
  const before = useView.getState().runs;
  act();
  return useView.getState().runs - before;
}

beforeEach(() => {
  store.reset();
  store.clearSearch();
});

test('Enter, filters and searches from elsewhere are run; filters put together are one run', () => {
  expect(runsOf(() => store.runSearch({ query: 'a' }))).toBe(1);
  expect(runsOf(() => store.runSearch({ query: 'a' }))).toBe(1);
  expect(runsOf(() => store.putFilters(FILTER, { ...FILTER, query: 'b' }))).toBe(1);
  expect(useView.getState().filters).toHaveLength(2);
  expect(runsOf(() => store.filterFile(1, false))).toBe(1);
  expect(runsOf(() => store.showEvents(EMPTY_SEARCH))).toBe(1);
  expect(runsOf(() => store.showView({ search: EMPTY_SEARCH, filters: [] }))).toBe(1);
});

test('what is passed through is not: zooms, switches, another order', () => {
  store.putFilters(FILTER);
  expect(runsOf(() => store.putFilters({ ...FILTER, isOn: false }))).toBe(0);
  expect(runsOf(() => store.setSearch({ from: '2026-03-09T00:00:00Z' }))).toBe(0);
  expect(runsOf(() => store.zoomOut())).toBe(0);
  expect(runsOf(() => store.setSearch({ sort: 'desc' }))).toBe(0);
  expect(runsOf(() => store.setShowsHidden(true))).toBe(0);
  expect(runsOf(() => store.clearSearch())).toBe(0);
});
