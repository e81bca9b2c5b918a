/**
 * What is left of a query for one evidence file, by what is known of it before its shard is opened: parts that no
 * event can meet and parts that every event meets fall away. What is left finds the same events.
 */
import type { FileTime } from '@shared/model/file-time';
import type { Outline } from '../outline/outline';
import type { PublishedFile } from '../case/published-rows';
import { holds, type TextTest } from './field-test';
import { timesOf } from './file-times';
import type { PlannedField, PlannedQuery, PlannedText } from './query-plan';
import { isTimeTest, type TimeAsked, timeAsked, type TimeTest } from './time-places';

/** How many events of the file a part of a query finds. */
type Share = 'none' | 'some' | 'all';

export interface KnownFile {
  readonly file: PublishedFile;
  /** Null where the shard has none yet. */
  readonly outline: Outline | null;
  readonly isMarked: boolean;
  /** Time of the last event of the case. */
  readonly caseEnd: FileTime | null;
}

const ALL: PlannedQuery = { kind: 'all' };

/** Null where no event can match. */
export function narrowed(query: PlannedQuery, known: KnownFile): PlannedQuery | null {
  switch (query.kind) {
    case 'all':
      return query;
    case 'and':
      return narrowedAnd(query.parts, known);
    case 'or':
      return narrowedOr(query.parts, known);
    case 'not': {
      const part = narrowed(query.part, known);
      if (part === null) return ALL;
      return part.kind === 'all' ? null : { kind: 'not', part };
    }
    case 'text':
      return textShare(query, known) === 'none' ? null : query;
    case 'field':
      return left(query, fieldShare(query, known));
  }
}

function left(query: PlannedField, share: Share): PlannedQuery | null {
  if (share === 'none') return null;
  return share === 'all' ? ALL : query;
}

function narrowedAnd(parts: readonly PlannedQuery[], known: KnownFile): PlannedQuery | null {
  const asked: PlannedQuery[] = [];
  for (const part of parts) {
    const one = narrowed(part, known);
    if (one === null) return null;
    if (one.kind !== 'all') asked.push(one);
  }
  return joined('and', asked) ?? ALL;
}

function narrowedOr(parts: readonly PlannedQuery[], known: KnownFile): PlannedQuery | null {
  const asked: PlannedQuery[] = [];
  for (const part of parts) {
    const one = narrowed(part, known);
    if (one?.kind === 'all') return ALL;
    if (one !== null) asked.push(one);
  }
  return joined('or', asked);
}

function joined(kind: 'and' | 'or', parts: readonly PlannedQuery[]): PlannedQuery | null {
  return parts.length > 1 ? { kind, parts } : (parts[0] ?? null);
}

function textShare({ keys }: PlannedText, { outline }: KnownFile): Share {
  return outline?.mayHaveTrigrams(keys) === false ? 'none' : 'some';
}

function fieldShare(field: PlannedField, known: KnownFile): Share {
  const { names, stored, test } = field;
  // Then the event's own time is all that is asked (evaluate-segment.ts).
  if (names.includes('time') && isTimeTest(test)) return timeShare(test, known);
  const shares = [
    ...names.map((name) => toldShare(name, field, known)),
    ...stored.map((name) => storedShare(name, field, known.outline)),
  ];
  if (shares.includes('all')) return 'all';
  return shares.includes('some') ? 'some' : 'none';
}

/** Of the events' own times. */
function timeShare(test: TimeTest, { file, caseEnd }: KnownFile): Share {
  const times = timesOf(file);
  if (times === null) return 'none';
  if (test.kind === 'exists') return 'some';
  const asked = timeAsked(test, caseEnd);
  if (asked === null) return 'none';
  const meets = ({ comparison, wanted }: TimeAsked): boolean =>
    [times.first, times.last].some((time) => holds(time, comparison, wanted));
  return asked.every(meets) ? 'some' : 'none';
}

/** Of what the events themselves have under a name. */
function storedShare(name: string, field: PlannedField, outline: Outline | null): Share {
  if (outline === null) return 'some';
  if (!outline.mayHaveField(name)) return 'none';
  const listed = outline.listed(name);
  if (listed !== null) {
    const share = field.test.kind === 'exists' ? 'all' : shareOf(listed.values, field.passes);
    return share === 'all' && !listed.isEverywhere ? 'some' : share;
  }
  if (field.test.kind === 'exists') return 'some';
  if (field.whole !== null && !outline.mayHaveValue(name, field.whole)) return 'none';
  return outline.mayHaveTrigrams(field.keys) ? 'some' : 'none';
}

function shareOf(texts: readonly string[], passes: TextTest): Share {
  const passing = texts.filter(passes).length;
  if (passing === 0) return 'none';
  return passing === texts.length ? 'all' : 'some';
}

/** Of what the case says of events (told-by-case.ts). */
function toldShare(name: string, { test, passes }: PlannedField, known: KnownFile): Share {
  const { counts, detectionsRun, hitsRun } = known.file.published;
  switch (name) {
    case 'file':
      return passes(known.file.name) ? 'all' : 'none';
    case 'recovered':
      if (counts.recovered > 0) return 'some';
      return passes('false') ? 'all' : 'none';
    case 'time':
      return test.kind === 'pattern' ? 'some' : 'none';
    case 'level':
    case 'rule':
      // Tuning moves detections from one count to the other.
      return detectionsRun === null || counts.detections + counts.suppressed === 0
        ? 'none'
        : 'some';
    case 'indicator':
      return hitsRun === null || counts.hits === 0 ? 'none' : 'some';
    case 'tag':
    case 'note':
    case 'hidden':
      return known.isMarked ? 'some' : 'none';
    default:
      return 'none';
  }
}
