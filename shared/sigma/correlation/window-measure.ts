/** What a correlation counts or adds up over the entries of a window (sigma.md 1.7). */
import type { CorrelationBody } from './correlation-document';
import { DecimalSum, isNumber, rankFor } from './decimal';

/** What is measured of one occurrence. */
export interface Measured {
  /** Positions of its rule among the correlation's rules. */
  readonly inputs: readonly number[];
  /** Value fields joined, or a number as text; null where there is none to count. */
  readonly value: string | null;
}

export interface WindowMeasure {
  add(one: Measured): void;
  remove(one: Measured): void;
  value(): number;
}

/** Whether an occurrence has what the correlation measures: others are not counted at all. */
export const isMeasurable = ({ type }: CorrelationBody, { value }: Measured): boolean => {
  if (!type.startsWith('value_')) return true;
  if (value === null || type === 'value_count') return value !== null;
  return isNumber(value);
};

export function measureFor({ type, percentile }: CorrelationBody): WindowMeasure {
  switch (type) {
    case 'event_count':
      return new EventCount();
    case 'value_count':
      return new DistinctCount(({ value }) => [value ?? '']);
    case 'temporal':
    case 'temporal_ordered':
      return new DistinctCount(({ inputs }) => inputs.map(String));
    case 'value_sum':
      return new Sum(false);
    case 'value_avg':
      return new Sum(true);
    case 'value_percentile':
      return new Ranked(nearestRank(percentile));
    case 'value_median':
      return new Ranked(median);
  }
}

class EventCount implements WindowMeasure {
  #count = 0;

  add(): void {
    this.#count++;
  }

  remove(): void {
    this.#count--;
  }

  value(): number {
    return this.#count;
  }
}

/** Distinct values, or distinct rules. */
class DistinctCount implements WindowMeasure {
  readonly #counts = new Map<string, number>();
  readonly #keys: (one: Measured) => readonly string[];

  constructor(keys: (one: Measured) => readonly string[]) {
    this.#keys = keys;
  }

  add(one: Measured): void {
    for (const key of this.#keys(one)) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  remove(one: Measured): void {
    for (const key of this.#keys(one)) {
      const left = (this.#counts.get(key) ?? 0) - 1;
      if (left > 0) this.#counts.set(key, left);
      else this.#counts.delete(key);
    }
  }

  value(): number {
    return this.#counts.size;
  }
}

/** Exact, so that a large value leaves no trace when it has left the window. */
class Sum implements WindowMeasure {
  readonly #isMean: boolean;
  readonly #sum = new DecimalSum();

  constructor(isMean: boolean) {
    this.#isMean = isMean;
  }

  add({ value }: Measured): void {
    this.#sum.add(value ?? '');
  }

  remove({ value }: Measured): void {
    this.#sum.remove(value ?? '');
  }

  value(): number {
    return this.#isMean ? this.#sum.mean() : this.#sum.sum();
  }
}

/** Keeps the values sorted. */
class Ranked implements WindowMeasure {
  readonly #sorted: number[] = [];
  readonly #rank: (sorted: readonly number[]) => number;

  constructor(rank: (sorted: readonly number[]) => number) {
    this.#rank = rank;
  }

  add({ value }: Measured): void {
    const number = Number(value);
    this.#sorted.splice(this.#place(number), 0, number);
  }

  remove({ value }: Measured): void {
    this.#sorted.splice(this.#place(Number(value)), 1);
  }

  /** The first place that is not below the number. */
  #place(number: number): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  value(): number {
    return this.#rank(this.#sorted);
  }
}

/** The smallest value with at least so many per cent of all at or below it. */
function nearestRank(percentile: number): (sorted: readonly number[]) => number {
  const rankOf = rankFor(percentile);
  return (sorted) => sorted[Math.max(1, rankOf(sorted.length)) - 1] ?? 0;
}

/** The mean of the two in the middle where their number is even. */
function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  if (sorted.length % 2 === 1) return upper;
  // Exact, as sums are: 0.1 and 0.2 are 0.15 together.
  const both = new DecimalSum();
  for (const one of [sorted[middle - 1] ?? 0, upper]) both.add(String(one));
  return both.mean();
}
