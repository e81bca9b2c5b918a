/** What correlations are fed with, in the order of time, and what they find. */
import type { FieldMatch } from '@shared/model/detection';

/** An event of the case. */
export interface EventKey {
  readonly file: number;
  readonly event: number;
}

export interface Contribution extends EventKey {
  /** In ticks. */
  readonly time: bigint;
  /** Title of the rule that met the event; titles, where several did. */
  readonly rule: string;
}

/** A stretch of a list that only grows: a burst shares its events with every window of it. */
export interface EventSpan {
  readonly of: readonly Contribution[];
  readonly from: number;
  /** Behind the last one. */
  readonly to: number;
}

/** A rule that fired, or an inner correlation that was fulfilled. */
export interface Occurrence {
  readonly time: bigint;
  /** First texts of the fields correlations read; null where the event lacks one. */
  readonly fields: Readonly<Record<string, string | null>>;
  /** The event, or those of an inner correlation. */
  readonly events: EventSpan;
}

export interface ListedEvent extends Contribution {
  /** Its place among all events of the hit, in the order of time, from 0. */
  readonly at: number;
}

export interface CorrelationHit {
  /** Times of the first and the last event. */
  readonly from: bigint;
  readonly to: bigint;
  /** Group-by name → value. */
  readonly group: Readonly<Record<string, string>>;
  /** All contributing events, each once; the oldest and the newest are listed. */
  readonly events: number;
  readonly contributions: readonly ListedEvent[];
}

/** A rule that met an event. */
export const eventOccurrence = (
  contribution: Contribution,
  fields: Occurrence['fields'],
): Occurrence => ({
  ...{ time: contribution.time, fields },
  events: { of: [contribution], from: 0, to: 1 },
});

/** A window that fulfilled the correlation: it is met when the last entry of it is. */
export type Point = Pick<Occurrence, 'time' | 'events'>;

/** What correlations that listen to this one are fed with. */
interface Heard {
  /** In the order of time; at least one. */
  readonly points: readonly Point[];
  readonly whole: EventSpan;
}

export interface CorrelationFound extends CorrelationHit {
  /** Null where none listens. */
  readonly heard: Heard | null;
}

/** What counts hits of another correlation counts a burst once, when it is first fulfilled. */
export const burstOccurrences = ({ heard, group, to }: CorrelationFound): readonly Occurrence[] =>
  heard === null ? [] : [{ time: heard.points[0]?.time ?? to, fields: group, events: heard.whole }];

/** What looks for an order of rules is met by a burst for as long as it lasts. */
export const pointOccurrences = ({ heard, group }: CorrelationFound): readonly Occurrence[] =>
  (heard?.points ?? []).map((point) => ({ ...point, fields: group }));

/** A hit's group as the fields that were matched. */
export const matchesOf = ({ group }: Pick<CorrelationHit, 'group'>): FieldMatch[] =>
  Object.entries(group).map(([field, value]) => ({ field, value }));

/** Whether two occurrences of rules are of one event. */
export const isSameEvent = (one: Occurrence | undefined, other: Occurrence): boolean => {
  const [left] = one?.events.of ?? [];
  const [right] = other.events.of;
  return left !== undefined && left.file === right?.file && left.event === right.event;
};
