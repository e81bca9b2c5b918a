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

/** A rule that fired, or an inner correlation that was fulfilled. */
export interface Occurrence {
  readonly time: bigint;
  /** First texts of the fields correlations read; null where the event lacks one. */
  readonly fields: Readonly<Record<string, string | null>>;
  /** The event, or those of an inner correlation. */
  readonly contributions: readonly Contribution[];
  /** How many there are, where not all are listed. */
  readonly events: number;
}

export interface CorrelationHit {
  /** Times of the first and the last event. */
  readonly from: bigint;
  readonly to: bigint;
  /** Group-by name → value. */
  readonly group: Readonly<Record<string, string>>;
  /** All contributing events; the first `MOST_LISTED` are listed. */
  readonly events: number;
  readonly contributions: readonly Contribution[];
}

/** A rule that met an event. */
export const eventOccurrence = (
  contribution: Contribution,
  fields: Occurrence['fields'],
): Occurrence => ({ time: contribution.time, fields, contributions: [contribution], events: 1 });

/** A window that fulfilled the correlation: it is met when the last event of it is. */
export type Point = Pick<Occurrence, 'time' | 'events' | 'contributions'>;

/** A hit with what correlations that listen to this one are fed with. */
export interface CorrelationFound extends CorrelationHit {
  /** In the order of time; at least one. */
  readonly points: readonly Point[];
}

/** What counts hits of another correlation counts a burst once, when it is first fulfilled. */
export const burstOccurrence = (found: CorrelationFound): Occurrence => ({
  time: found.points[0]?.time ?? found.to,
  fields: found.group,
  ...{ events: found.events, contributions: found.contributions },
});

/** What looks for an order of rules is met by a burst for as long as it lasts. */
export const pointOccurrences = ({ points, group }: CorrelationFound): readonly Occurrence[] =>
  points.map((point) => ({ ...point, fields: group }));

/** A hit's group as the fields that were matched. */
export const matchesOf = ({ group }: Pick<CorrelationHit, 'group'>): FieldMatch[] =>
  Object.entries(group).map(([field, value]) => ({ field, value }));

/** A burst of a million events is told by its count. */
export const MOST_LISTED = 1_000;

/** Whether two occurrences are rules that met one event. */
export const isSameEvent = (one: Occurrence | undefined, other: Occurrence): boolean => {
  const [left] = one?.contributions ?? [];
  const [right] = other.contributions;
  const areEvents = one?.events === 1 && other.events === 1;
  return areEvents && left?.file === right?.file && left?.event === right?.event;
};

/** Lists events up to `MOST_LISTED`; one that several rules met stands once, with all their titles. */
export class EventList {
  readonly listed: Contribution[] = [];
  /** Those that are not listed counted. */
  events = 0;
  #last: Occurrence | undefined;

  add(occurrence: Occurrence): void {
    if (isSameEvent(this.#last, occurrence)) this.#join(occurrence);
    else {
      this.events += occurrence.events;
      const room = MOST_LISTED - this.listed.length;
      this.listed.push(...occurrence.contributions.slice(0, room));
    }
    this.#last = occurrence;
  }

  #join({ contributions: [one] }: Occurrence): void {
    const last = this.listed.at(-1);
    if (one === undefined || last?.event !== one.event || last.file !== one.file) return;
    this.listed[this.listed.length - 1] = { ...last, rule: `${last.rule}, ${one.rule}` };
  }
}
