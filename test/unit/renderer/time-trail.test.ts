import { beforeEach, expect, test } from 'vitest';
import { type TimeRange, trailOf, WHOLE_TIME } from '../../../renderer/app/time-trail';
import { EMPTY_SEARCH, useView } from '../../../renderer/app/view-store';

const DAY: TimeRange = { from: '2026-03-09T00:00:00Z', to: '2026-03-10T00:00:00Z' };
const HOUR: TimeRange = { from: '2026-03-09T08:00:00Z', to: '2026-03-09T09:00:00Z' };
const { setSearch, zoomOut, showEvents, reset } = useView.getState();
const range = (): TimeRange => {
  const { from, to } = useView.getState().search;
  return { from, to };
};

beforeEach(() => {
  reset();
  setSearch(EMPTY_SEARCH);
});

test('the trail goes back through the ranges one came by, to all of time', () => {
  setSearch(DAY);
  setSearch({ query: 'EventID:1' });
  setSearch(HOUR);
  zoomOut();
  expect(range()).toEqual(DAY);
  expect(useView.getState().search.query).toBe('EventID:1');
  zoomOut();
  expect(range()).toEqual(WHOLE_TIME);
  zoomOut();
  expect(range()).toEqual(WHOLE_TIME);
});

test('a range that came with a search is left for all of time', () => {
  setSearch(DAY);
  showEvents({ ...EMPTY_SEARCH, ...HOUR });
  zoomOut();
  expect(range()).toEqual(WHOLE_TIME);
});

test('the same range is no step, all of time ends the trail, and no trail is endless', () => {
  expect(trailOf([DAY], HOUR, { ...HOUR })).toEqual([DAY]);
  expect(trailOf([DAY], HOUR, WHOLE_TIME)).toEqual([]);
  const hours = Array.from({ length: 200 }, (_, at) => ({ from: `${at}`, to: null }));
  const long = hours.reduce<readonly TimeRange[]>(
    (trail, one) => trailOf(trail, one, { from: `${one.from}+`, to: null }),
    [],
  );
  expect(long).toHaveLength(100);
  expect(long.at(-1)).toEqual({ from: '199', to: null });
});
