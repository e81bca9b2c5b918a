/** What an examiner asks of a case, put to the searcher that the search process has. */
import type { EventSearch } from '@shared/contract/event-search';
import type { CaseSearcher } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';
import type { MadeCase } from './search-case';
import type { Questions } from './search-measure';

const PAGE_ROWS = 200;
const JUMP_ROWS = 1_000;
const COLUMNS = ['CommandLine', 'TargetUserName'];
const RANGE = { from: '2026-03-10', to: '2026-03-13' };

/**
 * The same query as nobody asked it before: a term in another letter case, or with a needless star, is another term,
 * and what was found for the one before answers nothing. Numbers of a field have neither: a blank at the end makes
 * them a search of its own, but what was found in each segment is known.
 */
function spelled(query: string, round: number): string {
  const blanks = ' '.repeat(round);
  if (ADDRESS.test(query))
    return `${STARS[round & 1] ?? ''}${query}${STARS[(round >> 1) & 1] ?? ''}${blanks}`;
  let letters = 0;
  const spell = (letter: string): string =>
    ((round >> (letters++ % ROUND_BITS)) & 1) === 1 ? letter.toUpperCase() : letter;
  const value = query.indexOf(':') + 1;
  return query.slice(0, value) + query.slice(value).replaceAll(SPELLED, spell) + blanks;
}

const ADDRESS = /^[\d.]+$/;
const STARS = ['', '*'];
const ROUND_BITS = 4;
/** Neither escapes nor the ends of ranges. */
const SPELLED = /(?<!\\|\w-)[a-z](?!-)/g;

const searchFor = (query: string, round: number): EventSearch => ({
  ...{ query: spelled(query, round), from: null, to: null, sort: 'asc', files: null },
});

type Ask = (search: CaseSearcher, round: number) => number;

const count =
  (query: string, range: Partial<EventSearch> = {}): Ask =>
  (search, round) => {
    const asked = { ...searchFor(query, round), ...range };
    return search.eventRows({ search: asked, start: 0, end: 0, columns: [] }).total;
  };

const page =
  (query: string, startAt: (round: number) => number): Ask =>
  (search, round) => {
    const start = startAt(round);
    const asked = { search: searchFor(query, round), start, end: start + PAGE_ROWS };
    const { total, rows } = search.eventRows({ ...asked, columns: COLUMNS });
    if (rows.length !== Math.max(0, Math.min(PAGE_ROWS, total - start)))
      throw new RangeError(`${rows.length} rows at ${start} of ${total}`);
    return total;
  };

const histogram =
  (query: string): Ask =>
  (search, round) => {
    const { events, untimed } = search.histogram({ search: searchFor(query, round), most: 200 });
    return events.reduce((sum, one) => sum + one, untimed);
  };

/** The hits told are the different values. */
const values =
  (query: string, field: string): Ask =>
  (search, round) => {
    const asked = { search: searchFor(query, round), field, holding: '', start: 0, end: 100 };
    return search.values(asked).total;
  };

/** Warm, what comes `before` is known, and its time not counted. */
interface Question {
  readonly ask: Ask;
  readonly before?: Ask;
}

const ofFound = (query: string, ask: Ask): Question => ({ ask, before: count(query) });

/** As the window has it: whoever scrolls has seen the first page. */
const ofShown = (query: string, ask: Ask): Question => ({ ask, before: page(query, () => 0) });

/** Parentheses make a search of its own. */
const asks = (events: number): Readonly<Record<string, Question>> => ({
  'field term': { ask: count(String.raw`Image:*\cmd.exe`) },
  'field ends with': { ask: count(String.raw`NewProcessName:*\schtasks.exe`) },
  'field contains': { ask: count('CommandLine:*-enc*') },
  'field regex': { ask: count(String.raw`CommandLine:/-(e|en|enc)\s+[A-Za-z0-9+\/]{40,}/`) },
  'text, indexed': { ask: count('mimikatz') },
  'text, an address (not indexed)': { ask: count('10.20.3.77') },
  'EventID and three days': { ask: count('EventID:4624', RANGE) },
  'EventID, histogram': { ask: histogram('EventID:4625') },
  'EventID, values of TargetUserName': { ask: values('(EventID:4625)', 'TargetUserName') },
  'field term, first page': { ask: page(String.raw`(Image:*\cmd.exe)`, () => 0) },
  'all, first page': { ask: page('', () => 0) },
  'all, page at 3/4': ofShown(
    '',
    page('', (round) => Math.floor(events * 0.75) + round * JUMP_ROWS),
  ),
  'all, histogram': ofFound('', histogram('')),
  'all, values of Computer': ofFound('', values('', 'Computer')),
  'all, values of EventID': ofFound('', values('', 'EventID')),
  'all, values of CommandLine': ofFound('', values('', 'CommandLine')),
});

export function questionsOf(
  { caseDir, events }: Pick<MadeCase, 'caseDir' | 'events'>,
  open = (): CaseSearcher => eventStoreOf(caseDir).search(),
): Questions {
  let search: CaseSearcher | undefined;
  const searcher = (): CaseSearcher => (search ??= open());
  return Object.entries(asks(events)).map(([name, { ask, before }]) => ({
    name,
    ask: (round) => ask(searcher(), round),
    before: (round) => void before?.(searcher(), round),
  }));
}
