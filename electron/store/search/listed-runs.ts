/**
 * Facts of many runs as two lists of numbers: what a thread tells another is copied, and ten thousand runs as objects
 * take as long to copy as to find.
 */
import type { MatchedRun, RunFacts, RunOrder, RunTimes } from './matched-run';
import type { Places } from './places';
import type { TimeBound } from './time-words';

export interface ListedRuns {
  /** `WORDS` of each run. */
  readonly words: Uint32Array;
  /** Of all runs, one behind the other: places, then those by time. */
  readonly places: Uint16Array;
}

/** file, segment, first event, count, places, places by time, kind, timed, and two ends of two words each. */
const WORDS = 12;
/** Instead of how many places there are: none are kept, all of the segment match or they ascend in time. */
const NONE = 0xffff_ffff;
/** What is known of a run's times. */
const KNOWN = { nothing: 0, told: 1, order: 2, toldAndOrder: 3 } as const;

export function listedRuns(runs: readonly MatchedRun[]): ListedRuns {
  const words = new Uint32Array(runs.length * WORDS);
  const all: Uint16Array[] = [];
  const listed = (places: Places): number => {
    if (places === null) return NONE;
    all.push(places);
    return places.length;
  };
  runs.forEach(({ facts }, at) => {
    const { file, segment, firstEvent, count, places, order, told } = facts;
    const times = order ?? told;
    const { high: firstHigh = 0, low: firstLow = 0 } = times?.first ?? {};
    const { high: lastHigh = 0, low: lastLow = 0 } = times?.last ?? {};
    words.set(
      [
        ...[file, segment, firstEvent, count, listed(places), listed(order?.inTime ?? null)],
        ...[knownOf(facts), times?.timed ?? 0, firstHigh, firstLow, lastHigh, lastLow],
      ],
      at * WORDS,
    );
  });
  return { words, places: joined(all) };
}

const knownOf = ({ order, told }: RunFacts): number => {
  if (told === null) return order === null ? KNOWN.nothing : KNOWN.order;
  return order === null ? KNOWN.told : KNOWN.toldAndOrder;
};

function joined(all: readonly Uint16Array[]): Uint16Array {
  const places = new Uint16Array(all.reduce((sum, { length }) => sum + length, 0));
  let used = 0;
  for (const some of all) {
    places.set(some, used);
    used += some.length;
  }
  return places;
}

/** The way back. Places stand in the memory of the list. */
export function* factsIn({ words, places }: ListedRuns): Generator<RunFacts, void, undefined> {
  let used = 0;
  const next = (count: number): Places => {
    if (count === NONE) return null;
    used += count;
    return places.subarray(used - count, used);
  };
  for (let from = 0; from < words.length; from += WORDS) {
    const word = (at: number): number => words[from + at] ?? 0;
    const [own, inTime] = [next(word(4)), next(word(5))];
    const known = word(6);
    const times = timesIn(word);
    const order: RunOrder = { ...times, inTime };
    yield {
      ...{ file: word(0), segment: word(1), firstEvent: word(2), count: word(3), places: own },
      order: known === KNOWN.order || known === KNOWN.toldAndOrder ? order : null,
      told: known === KNOWN.told || known === KNOWN.toldAndOrder ? times : null,
    };
  }
}

function timesIn(word: (at: number) => number): RunTimes {
  const timed = word(7);
  if (timed === 0) return { timed, first: null, last: null };
  const bound = (at: number): TimeBound => ({ high: word(at), low: word(at + 1) });
  return { timed, first: bound(8), last: bound(10) };
}
