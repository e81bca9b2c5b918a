/** What the case itself says of events, under names of the query language (shared/query/ast.ts). */
import { RECOVERIES, type Recovery } from '@shared/model/event';
import type { RuleReference } from '@shared/model/detection';
import type { EventMarks } from '@shared/model/event-mark';
import type { FileTime } from '@shared/model/file-time';
import { isLevel, LEVELS } from '@shared/model/level';
import { endsOf, type FieldTest, type RangeEnd } from '@shared/query/ast';
import { CASE_FIELDS } from '@shared/query/case-fields';
import type { MarkName } from '@shared/query/mark-fields';
import type { Segment } from '../event-store';
import type { IndexedValues } from '../shard/value-index';
import type { StoredDetection } from '../sidecar/detections';
import type { StoredHit } from '../sidecar/hits';
import { holds, type TextTest, textTest } from './field-test';
import type { KeptAnswers } from './kept-answers';
import type { SegmentColumns } from './segment-columns';
import { type Places, NOWHERE, placesOf } from './places';
import { timeBeginFlags } from './time-places';

/** What a query asks of a file beside the record itself. */
export interface SearchedFile {
  readonly name: string;
  /** By event, as tuning leaves them. */
  detections(): readonly StoredDetection[];
  hits(): readonly StoredHit[];
  /** What the examiner marked, by the number of the event. */
  marks(): ReadonlyMap<number, EventMarks>;
}

/** A file's part of a segment. */
export interface SearchedPart {
  /** Where its events begin in the segment. */
  readonly from: number;
  /** Numbered as the file has them. */
  readonly segment: Segment;
  readonly file: SearchedFile;
}

/** What tells which values of a shard are worth looking at. */
export interface AskedIndex {
  /**
   * Whether a value that stands in no index may hold a text.
   * @param name of its field, in lower case
   * @param shapes of the text (`shapesOf`)
   */
  mayHaveUnindexed(segment: Segment, name: string, shapes: readonly number[]): boolean;
  /** What it has for a term, asked once per shard. */
  readonly known: Map<string, IndexedValues>;
  /** Values that may have all the given runs of three characters. */
  indexed(trigrams: readonly string[]): IndexedValues;
}

/** What a query is evaluated over: a file's own shard, or a pack of many files. */
export interface SearchedShard extends AskedIndex {
  /** Time of the last event of the case. */
  readonly caseEnd: FileTime | null;
  /** What was found in its segments before. */
  readonly kept: KeptAnswers;
  /** The files of a segment that are searched. */
  parts(segment: Segment): readonly SearchedPart[];
}

const TOLD: readonly string[] = [...CASE_FIELDS, 'time'];

/** @param names as `fieldsMeant` gives them */
export function toldByCase(
  names: readonly string[],
  test: FieldTest,
  { segment }: SegmentColumns,
  shard: SearchedShard,
): Places {
  if (!names.some((name) => TOLD.includes(name))) return NOWHERE;
  const flags = new Uint8Array(segment.events);
  for (const { from, segment: part, file } of shard.parts(segment))
    flags.set(toldOfFile(names, test, part, file), from);
  return placesOf(flags);
}

function toldOfFile(
  names: readonly string[],
  test: FieldTest,
  segment: Segment,
  file: SearchedFile,
): Uint8Array {
  const flags = new Uint8Array(segment.events);
  for (const name of names) {
    switch (name) {
      case 'file':
        if (textTest(test)(file.name)) flags.fill(1);
        break;
      case 'recovered':
        return recoveredFlags(test, segment);
      case 'time':
        if (test.kind === 'pattern') return timeBeginFlags(test.pattern, segment);
        break;
      case 'level': {
        const isLevelAsked = levelTest(test);
        mark(
          flags,
          segment,
          passing(file.detections(), ({ rule }) => isLevelAsked(rule)),
        );
        break;
      }
      case 'rule': {
        const isRuleAsked = ruleTest(textTest(test));
        mark(
          flags,
          segment,
          passing(file.detections(), ({ rule }) => isRuleAsked(rule)),
        );
        break;
      }
      case 'indicator': {
        const passes = textTest(test);
        mark(
          flags,
          segment,
          passing(file.hits(), ({ indicator }) => passes(indicator)),
        );
        break;
      }
      case 'tag':
      case 'note':
      case 'hidden':
        mark(flags, segment, markedWith(name, test, file.marks()));
        break;
    }
  }
  return flags;
}

const passing = <Marked extends { readonly event: number }>(
  marks: readonly Marked[],
  passes: (mark: Marked) => boolean,
): readonly Marked[] => marks.filter(passes);

function mark(
  flags: Uint8Array,
  { firstEvent, events }: Segment,
  marks: readonly { readonly event: number }[],
): void {
  for (const { event } of marks) {
    const at = event - firstEvent;
    if (at >= 0 && at < events) flags[at] = 1;
  }
}

/** `hidden:true`, or by the reason. */
function markedWith(
  name: MarkName,
  test: FieldTest,
  marks: ReadonlyMap<number, EventMarks>,
): readonly { readonly event: number }[] {
  const passes = textTest(test);
  return [...marks].flatMap(([event, one]) =>
    textsOfMark(name, one).some(passes) ? [{ event }] : [],
  );
}

export function textsOfMark(name: MarkName, { tags, note, hidden }: EventMarks): readonly string[] {
  switch (name) {
    case 'tag':
      return tags.map((tag) => tag.name);
    case 'note':
      return note === '' ? [] : [note];
    case 'hidden':
      return hidden === null ? [] : ['true', hidden];
  }
}

type RuleTest = (rule: Pick<RuleReference, 'ruleId' | 'ruleTitle' | 'level'>) => boolean;

/** Compared by severity. */
export function levelTest(test: FieldTest): RuleTest {
  if (test.kind !== 'compare' && test.kind !== 'range') {
    const passes = textTest(test);
    return ({ level }) => passes(level);
  }
  const ends = endsOf(test).map(severityTest);
  return (rule) => ends.every((holdsOf) => holdsOf(rule));
}

function severityTest({ comparison, value }: RangeEnd): RuleTest {
  const wanted = value.toLowerCase();
  if (!isLevel(wanted)) return () => false;
  return ({ level }) => holds(LEVELS.indexOf(level), comparison, LEVELS.indexOf(wanted));
}

export const ruleTest =
  (passes: TextTest): RuleTest =>
  ({ ruleTitle, ruleId }) =>
    passes(ruleTitle) || passes(ruleId);

function recoveredFlags(test: FieldTest, { recovered }: Segment): Uint8Array {
  const passes = textTest(test);
  const byGrade = RECOVERIES.map((grade) => textsOfRecovery(grade).some(passes));
  return recovered.map((grade) => (byGrade[grade] === true ? 1 : 0));
}

/** `recovered:true` finds them all, `recovered:doubtful` those of that grade. */
export const textsOfRecovery = (grade: Recovery): readonly string[] =>
  grade === 'live' ? ['false'] : ['true', grade];
