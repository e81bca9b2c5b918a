/** Correlations of a hunt without a case: over all its files, printed when the last one is read. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { RuleMatch } from '@shared/model/detection';
import type { FileTime } from '@shared/model/file-time';
import { eventOccurrence, matchesOf } from '@shared/sigma/correlation/occurrence';
import type { RuleSet } from '@shared/sigma/rule-set';
import { correlateSorted } from '@electron/pipeline/correlate';
import { correlationFacts } from '@electron/store/search/list-rows';
import type { StoredCorrelation } from '@electron/store/sidecar/correlations';
import { OccurrenceSort } from '@electron/store/sidecar/occurrence-sort';
import type { PlacedEvent } from '@electron/pipeline/event-line';
import { correlatedLine, detectionLine } from './detection-line';

export class HuntedCorrelations {
  readonly #rules: RuleSet;
  readonly #numbers: ReadonlyMap<unknown, number>;
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'casescope-hunt-'));
  readonly #sort = new OccurrenceSort(path.join(this.#folder, 'occurrences'));
  readonly #files: string[] = [];
  /** Of the events that occurred; an event's number is its index. */
  readonly #places: PlacedEvent[] = [];
  readonly #eventNumbers = new WeakMap<PlacedEvent, number>();

  readonly #timeless = new Set<PlacedEvent>();

  constructor(rules: RuleSet) {
    this.#rules = rules;
    this.#numbers = new Map(rules.rules.map((rule, number) => [rule, number]));
  }

  /** Takes a match of a rule that correlations refer to; others are passed over. @param place one for each event */
  add(place: PlacedEvent, time: FileTime | null, { rule, correlated }: RuleMatch): void {
    const number = this.#numbers.get(rule);
    if (number === undefined || correlated === null) return;
    if (time === null) {
      this.#timeless.add(place);
      return;
    }
    if (this.#files.at(-1) !== place.file) this.#files.push(place.file);
    const event = this.#numberOf(place);
    const contribution = { file: this.#files.length - 1, event, time, rule: rule.ruleTitle };
    this.#sort.add({ kind: 'rule', number }, eventOccurrence(contribution, correlated), event);
  }

  /** The same for every rule that meets the event. */
  #numberOf(place: PlacedEvent): number {
    const known = this.#eventNumbers.get(place);
    if (known !== undefined) return known;
    const event = this.#places.push(place) - 1;
    this.#eventNumbers.set(place, event);
    return event;
  }

  /** How many events feed correlations and have no time. */
  get timeless(): number {
    return this.#timeless.size;
  }

  print(print: (row: Readonly<Record<string, unknown>>) => void): void {
    correlateSorted(this.#rules.correlations, this.#sort, (hit) => {
      const line = this.#lineOf(hit);
      if (line !== null) print(line);
    });
  }

  #lineOf(hit: StoredCorrelation): Readonly<Record<string, unknown>> | null {
    const place = this.#places[hit.contributions.at(-1)?.event ?? -1];
    if (place === undefined) return null;
    const line = detectionLine(place, hit.rule, 'correlation', matchesOf(hit));
    const placeOf = (_: number, event: number): PlacedEvent | null => this.#places[event] ?? null;
    return { ...line, ...correlatedLine(correlationFacts(hit), placeOf) };
  }

  close(): void {
    this.#sort.close();
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}
