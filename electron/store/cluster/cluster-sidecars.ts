/**
 * What runs found, as documents of their own: each the child of its event, on the same shard. `found` has it whole;
 * what queries ask stands beside it.
 */
import { z } from 'zod';
import type { DetectionCounts } from '@shared/contract/order';
import type { ClusterFile } from '@shared/contract/cluster';
import { CaseScopeError } from '@shared/model/errors';
import { indicatorId } from '@shared/model/ids';
import { INDICATOR_TYPES, type IndicatorHit, MATCH_MODES } from '@shared/model/indicator';
import { LEVELS } from '@shared/model/level';
import type { Tuner } from '@shared/sigma/tuning';
import { DetectionTally } from '../sidecar/detection-tally';
import { type CorrelatedRow, type PlacedMatch, sortableTicks, type StoredDetection } from '../sidecar/detections'; // prettier-ignore
import { aroundSpan, type HitCounts, type StoredHit } from '../sidecar/hits';
import type { SidecarWriter } from '../sidecar/sidecar-writer';
import type { BulkSender } from './bulk-sender';
import type { CaseCalls } from './case-calls';
import type { ClusterGeneration } from './cluster-generation';
import { eventId } from './event-document';
import { ruleTerm } from './rule-term';
import { indexedTicks, timeOfTicks } from './time-terms';

type FoundKind = 'detection' | 'hit' | 'correlated';

/** Where a run's documents go. */
export interface SidecarTarget {
  readonly calls: CaseCalls;
  readonly file: ClusterFile;
  readonly generation: ClusterGeneration;
  /** Of the events, and of the run. */
  readonly parts: { readonly events: string; readonly run: string };
}

/** Both hunts of a run write under one part: the kind tells them apart, also in their ids. */
class FoundSender {
  readonly #target: SidecarTarget;
  readonly #kinds: readonly FoundKind[];
  readonly #sender: BulkSender;
  #count = 0;

  constructor(target: SidecarTarget, kinds: readonly FoundKind[]) {
    this.#target = target;
    this.#kinds = kinds;
    this.#sender = target.calls.bulk(target.generation.index);
  }

  add(kind: FoundKind, event: number, found: object, asked: object = {}): void {
    const { generation, parts, file } = this.#target;
    const parent = eventId(parts.events, generation.offsetOf(event));
    const time = generation.timeOf(event);
    const nth = this.#count++;
    const document = {
      ...{ kind: { name: kind, parent }, part: parts.run, file: file.number, event, nth },
      ...(time === null ? {} : { ticks: indexedTicks(time) }),
      ...asked,
      found,
    };
    this.#sender.add(`${parts.run}.${kind}.${nth}`, document, parent);
  }

  /** @throws CaseScopeError `cluster-refused` where the cluster has not exactly what was found */
  finish(): void {
    this.#sender.finish();
    if (this.#count === 0) return;
    const { calls, generation, parts } = this.#target;
    const counted = calls.countOf(generation.index, parts.run, this.#kinds);
    if (counted === this.#count) return;
    throw new CaseScopeError(
      'cluster-refused',
      `The cluster has ${counted} of ${this.#count} results of this run. Run it again.`,
    );
  }

  forget(): void {
    this.#sender.forget();
  }
}

export class ClusterDetectionsWriter implements SidecarWriter<PlacedMatch, DetectionCounts> {
  readonly #sender: FoundSender;
  readonly #tally: DetectionTally;

  constructor(target: SidecarTarget, tuner: Tuner) {
    this.#sender = new FoundSender(target, ['detection', 'correlated']);
    this.#tally = new DetectionTally(tuner);
  }

  add(event: number, match: PlacedMatch): void {
    const { rule, source, matches, correlated } = match;
    // Without a time an event has no place in any window; it is counted.
    if (correlated !== null)
      this.#sender.add('correlated', event, { rule, fields: JSON.stringify(correlated), matches });
    if (match.silent) return;
    this.#sender.add('detection', event, { rule, source, matches }, { rule: ruleTerm(rule) });
    this.#tally.add(match, match.textsOf);
  }

  finish(): DetectionCounts {
    this.#sender.finish();
    return this.#tally.counts;
  }

  abandon(): void {
    this.#sender.forget();
  }
}

export class ClusterHitsWriter implements SidecarWriter<IndicatorHit, HitCounts> {
  readonly #sender: FoundSender;
  #hits = 0;
  #eventsWithHits = 0;
  #lastEvent = -1;

  constructor(target: SidecarTarget) {
    this.#sender = new FoundSender(target, ['hit']);
  }

  /** Hits come in the order of their events. */
  add(event: number, hit: IndicatorHit): void {
    const matches = hit.matches.map((match) => {
      const { text, start, end } = aroundSpan(match);
      return { field: match.field, value: text, start, end };
    });
    this.#sender.add('hit', event, { ...hit, matches }, { indicator: hit.indicator });
    this.#hits++;
    if (event !== this.#lastEvent) this.#eventsWithHits++;
    this.#lastEvent = event;
  }

  finish(): HitCounts {
    this.#sender.finish();
    return { hits: this.#hits, eventsWithHits: this.#eventsWithHits };
  }

  abandon(): void {
    this.#sender.forget();
  }
}

const RULE = z.object({
  ...{ ruleId: z.string(), ruleTitle: z.string(), level: z.enum(LEVELS), status: z.string() },
  ...{ author: z.string(), ruleHash: z.string(), tags: z.array(z.string()) },
});
const MATCHES = z.array(z.object({ field: z.string(), value: z.string() }));

const DETECTION = z.object({
  event: z.number(),
  found: z.object({ rule: RULE, source: z.string(), matches: MATCHES }),
});
const CORRELATED = z.object({
  event: z.number(),
  /** Of an event with a time. */
  ticks: z.string().optional(),
  found: z.object({ rule: RULE, fields: z.string(), matches: MATCHES }),
});
const HIT = z.object({
  event: z.number(),
  found: z.object({
    ...{ indicatorId: z.number().transform(indicatorId), type: z.enum(INDICATOR_TYPES) },
    ...{ mode: z.enum(MATCH_MODES), indicator: z.string() },
    matches: z.array(
      z.object({ field: z.string(), value: z.string(), start: z.number(), end: z.number() }),
    ),
  }),
});

export function storedDetectionOf(source: unknown): StoredDetection {
  const { event, found } = DETECTION.parse(source);
  return { event, ...found };
}

export function storedHitOf(source: unknown): StoredHit {
  const { event, found } = HIT.parse(source);
  return { event, ...found };
}

export function correlatedRowOf(source: unknown): CorrelatedRow {
  const { event, ticks, found } = CORRELATED.parse(source);
  const time = ticks === undefined ? '' : sortableTicks(timeOfTicks(ticks));
  return { event, ...found, time };
}

/** Matches hold texts of evidence of any length. */
const FOUND_A_CALL = 1_000;
const NTH = z.object({ nth: z.number() }).loose();

/** Everything of one kind that a run found, in the order it was found. @param index or alias that has it */
export function* foundIn(
  calls: CaseCalls,
  index: string,
  part: string,
  kind: FoundKind,
): Generator<unknown, void, undefined> {
  for (let after = -1; ;) {
    const filter = [{ term: { part } }, { term: { kind } }, { range: { nth: { gt: after } } }];
    const page = calls.search(index, {
      ...{
        size: FOUND_A_CALL,
        track_total_hits: false,
        _source: ['event', 'ticks', 'nth', 'found'],
      },
      ...{ query: { bool: { filter } }, sort: [{ nth: 'asc' }] },
    });
    yield* page;
    if (page.length < FOUND_A_CALL) return;
    after = NTH.parse(page.at(-1)).nth;
  }
}
