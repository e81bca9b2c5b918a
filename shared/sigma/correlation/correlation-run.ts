/** One correlation over the occurrences of a case, fed in the order of time. */
import { foldCase } from '@shared/model/fold-case';
import { type CompiledCorrelation, type CorrelationInput, fieldFor } from './compiled-correlation';
import { isTemporal } from './correlation-document';
import { type GroupWindow, timespanTicks, windowFor } from './group-window';
import { type CorrelationFound, isSameEvent, type Occurrence } from './occurrence';
import { isMeasurable } from './window-measure';

/** With more groups, those whose windows are over are ended. */
const MOST_GROUPS = 20_000;

interface Group {
  /** The rule and event that were taken last: an event that several rules meet counts once. */
  last: Occurrence | undefined;
  readonly window: GroupWindow;
}

/** What occurred, with the places of its rule among those of the correlation. */
interface Taken {
  readonly input: CorrelationInput;
  readonly positions: readonly number[];
  readonly occurrence: Occurrence;
}

export class CorrelationRun {
  readonly #correlation: CompiledCorrelation;
  readonly #groups = new Map<string, Group>();
  readonly #hits: CorrelationFound[] = [];
  readonly #isHeard: boolean;
  #sweepAt = MOST_GROUPS;

  /** @param isHeard whether other correlations are fed with the hits */
  constructor(correlation: CompiledCorrelation, isHeard = false) {
    this.#correlation = correlation;
    this.#isHeard = isHeard;
  }

  /** @param kind, number what occurred: a rule of the set, or a correlation */
  push(kind: CorrelationInput['kind'], number: number, occurrence: Occurrence): void {
    const { inputs } = this.#correlation;
    const positions = inputs.flatMap((one, at) =>
      one.kind === kind && one.number === number ? [at] : [],
    );
    const input = inputs[positions[0] ?? -1];
    if (input !== undefined) this.#take({ input, positions, occurrence });
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
    group.window.push({ ...measured, occurrence });
    if (this.#groups.size > this.#sweepAt) this.#sweep(occurrence.time);
  }

  #group(values: Readonly<Record<string, string>>): Group {
    const key = JSON.stringify(Object.values(values).map(foldCase));
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const window = windowFor(this.#correlation, this.#isHeard, (found) => {
      this.#hits.push({ ...found, group: values });
    });
    const group = { window, last: undefined };
    this.#groups.set(key, group);
    return group;
  }

  #sweep(now: bigint): void {
    for (const [key, group] of this.#groups) {
      if (group.window.lastTime >= now - timespanTicks(this.#correlation.body)) continue;
      group.window.end();
      this.#groups.delete(key);
    }
    this.#sweepAt = Math.max(MOST_GROUPS, this.#groups.size * 2);
  }

  /** Everything found, in the order of the last events. */
  end(): readonly CorrelationFound[] {
    for (const { window } of this.#groups.values()) window.end();
    this.#groups.clear();
    return this.#hits.toSorted((a, b) => compare(a.to, b.to) || compare(a.from, b.from));
  }
}

const compare = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);
