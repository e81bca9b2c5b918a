/** One correlation over the occurrences of a case, fed in the order of time. */
import { foldCase } from '@shared/model/fold-case';
import { type CompiledCorrelation, type CorrelationInput, fieldFor } from './compiled-correlation';
import { isTemporal } from './correlation-document';
import { type Found, type GroupWindow, timespanTicks, windowFor } from './group-window';
import { type CorrelationFound, isSameEvent, type Occurrence } from './occurrence';
import { isMeasurable } from './window-measure';

/** With more groups, those whose windows are over are ended. */
const MOST_GROUPS = 20_000;

interface Group {
  /** The rule and event that were taken last: an event that several rules meet counts once. */
  last: Occurrence | undefined;
  readonly window: GroupWindow;
  readonly values: Readonly<Record<string, string>>;
}

/** What occurred, with the places of its rule among those of the correlation. */
interface Taken {
  readonly input: CorrelationInput;
  readonly positions: readonly number[];
  readonly occurrence: Occurrence;
}

const firstOf = ({ positions }: Taken): number => positions[0] ?? 0;

export class CorrelationRun {
  readonly #correlation: CompiledCorrelation;
  readonly #groups = new Map<string, Group>();
  readonly #hits: CorrelationFound[] = [];
  #sweepAt = MOST_GROUPS;
  /** What occurred at the last time, where the order of rules matters. */
  #pending: Taken[] = [];

  constructor(correlation: CompiledCorrelation) {
    this.#correlation = correlation;
  }

  /** @param kind, number what occurred: a rule of the set, or a correlation */
  push(kind: CorrelationInput['kind'], number: number, occurrence: Occurrence): void {
    const { inputs } = this.#correlation;
    const positions = inputs.flatMap((one, at) =>
      one.kind === kind && one.number === number ? [at] : [],
    );
    const input = inputs[positions[0] ?? -1];
    if (input === undefined) return;
    const taken = { input, positions, occurrence };
    if (this.#correlation.body.type === 'temporal_ordered') this.#await(taken);
    else this.#take(taken);
  }

  /** Nothing tells which of two events of one time came first: they count as in the order that is asked for. */
  #await(taken: Taken): void {
    if (this.#pending[0]?.occurrence.time !== taken.occurrence.time) this.#takePending();
    this.#pending.push(taken);
  }

  #takePending(): void {
    const pending = this.#pending.toSorted((a, b) => firstOf(a) - firstOf(b));
    this.#pending = [];
    for (const taken of pending) this.#take(taken);
  }

  #take({ input, positions, occurrence }: Taken): void {
    const { body } = this.#correlation;
    const textOf = (name: string): string | null =>
      occurrence.fields[fieldFor(body, name, input)] ?? null;
    const values: Record<string, string> = {};
    for (const name of body.groupBy) {
      const value = textOf(name);
      // An event that lacks what it is grouped by belongs to no group.
      if (value === null) return;
      values[name] = value;
    }
    const counted = body.valueFields.map(textOf);
    const value = counted.includes(null) || counted.length === 0 ? null : counted.join('\0');
    const measured = { inputs: positions, value: value === null ? null : foldCase(value) };
    if (!isMeasurable(body, measured)) return;
    const group = this.#group(values);
    const isAgain = input.kind === 'rule' && isSameEvent(group.last, occurrence);
    if (input.kind === 'rule') group.last = occurrence;
    if (isAgain && !isTemporal(body.type)) return;
    this.#tell(group, group.window.push({ ...measured, occurrence }));
    if (this.#groups.size > this.#sweepAt) this.#sweep(occurrence.time);
  }

  #group(values: Readonly<Record<string, string>>): Group {
    const key = JSON.stringify(Object.values(values).map(foldCase));
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group = { window: windowFor(this.#correlation), values, last: undefined };
    this.#groups.set(key, group);
    return group;
  }

  #tell({ values }: Group, found: Found | null): void {
    if (found !== null) this.#hits.push({ ...found, group: values });
  }

  #sweep(now: bigint): void {
    for (const [key, group] of this.#groups) {
      if (group.window.lastTime >= now - timespanTicks(this.#correlation.body)) continue;
      this.#tell(group, group.window.end());
      this.#groups.delete(key);
    }
    this.#sweepAt = Math.max(MOST_GROUPS, this.#groups.size * 2);
  }

  /** Everything found, in the order of the last events. */
  end(): readonly CorrelationFound[] {
    this.#takePending();
    for (const group of this.#groups.values()) this.#tell(group, group.window.end());
    this.#groups.clear();
    return this.#hits.toSorted((a, b) => compare(a.to, b.to) || compare(a.from, b.from));
  }
}

const compare = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);
