/**
 * Rules that are tried, over everything published: counted as the examiner's tuning has them, their first detections
 * shown, nothing kept.
 */
import type { z } from 'zod';
import type { TRIAL_ORDER } from '@shared/contract/search';
import type { DetectionRow } from '@shared/contract/finding-views';
import type { RuleTrial, TriedCount } from '@shared/contract/rule-views';
import type { RuleReference } from '@shared/model/detection';
import { ruleKey } from '@shared/model/rule-key';
import type { FileTime } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import { MOST_SLOW_RULES } from '@shared/contract/order';
import {
  correlateOccurrences,
  type Occurred,
} from '@shared/sigma/correlation/correlate-occurrences';
import { silentCorrelations } from '@shared/sigma/correlation/compiled-correlation';
import {
  type CorrelationHit,
  eventOccurrence,
  matchesOf,
} from '@shared/sigma/correlation/occurrence';
import type { RuleHunt } from '@shared/sigma/engine/rule-hunt';
import type { HuntClock } from '@shared/sigma/engine/text-tests';
import { compileRuleSet, RuleSet } from '@shared/sigma/rule-set';
import type { Tuner } from '@shared/sigma/tuning';
import { huntStored } from '../hunt-stored';
import type { PlacedMatch } from '../sidecar/detections';
import type { PublishedFile } from '../case/published-rows';
import { problemOf } from './case-facts';
import type { ListedCase } from './listed-case';
import { correlationRow, detectionRow } from './list-rows';
import type { ReadableFiles } from './stored-flaws';
import { tuned, type TunedDetection } from './tuned-detection';
import { hashOf, TriedRules } from './tried-rules';

const MOST_ROWS = 200;
/** Detections held until the first ones are sorted out. */
const MOST_HELD = 20 * MOST_ROWS;
/** Correlations are tried in memory, over the earliest that occurred; what is left out is told. */
const MOST_OCCURRENCES = 200_000;
/** Other questions wait meanwhile. */
const MOST_MS = 20_000;

/** What rules are tried on. */
export type TriedCase = ReadableFiles & Pick<ListedCase, 'placeOf' | 'tuning'>;

export function tryRules(
  files: TriedCase,
  { files: given, placeholders, sets }: z.infer<typeof TRIAL_ORDER>,
  clock: HuntClock,
  mostOccurrences = MOST_OCCURRENCES,
): RuleTrial {
  const sources = given.map((file, position) => ({ ...file, hash: hashOf(position) }));
  const rules = new RuleSet(compileRuleSet(sources, placeholders, sets));
  const tried = new TriedRules(given, rules.outcomes);
  const trial = new Trial(files, { rules, tried }, clock, mostOccurrences);
  const published = files.published(null);
  let done = 0;
  for (const file of published) {
    if (trial.spentMs > MOST_MS) break;
    trial.over(file);
    done++;
  }
  return { refused: tried.refused, files: done, ofFiles: published.length, ...trial.end() };
}

interface FoundEvent {
  readonly file: PublishedFile;
  readonly event: number;
  /** As it is tuned. */
  readonly match: PlacedMatch & Pick<TunedDetection, 'suppressedBy'>;
}

type Counted = Pick<TunedDetection, 'rule' | 'suppressedBy'>;
type TunedHit = CorrelationHit & Counted;

class Trial {
  readonly #files: TriedCase;
  readonly #rules: RuleSet;
  readonly #triedRules: TriedRules;
  readonly #hunt: RuleHunt;
  readonly #clock: HuntClock;
  readonly #startMs: number;
  readonly #searched = new Map<number, PublishedFile>();
  readonly #most: number;
  #occurred: Occurred[] = [];
  /** Of those that fed correlations all were tried before this time; null where nothing is left out. */
  #triedBefore: bigint | null = null;
  #timeless = 0;
  readonly #problems: string[] = [];
  #first: FoundEvent[] = [];
  #events = 0;
  /** By rule key. */
  readonly #byRule = new Map<string, TriedCount>();
  readonly #tuner: Tuner;

  constructor(
    files: TriedCase,
    { rules, tried }: { readonly rules: RuleSet; readonly tried: TriedRules },
    clock: HuntClock,
    mostOccurrences: number,
  ) {
    this.#most = mostOccurrences;
    this.#triedRules = tried;
    this.#files = files;
    this.#tuner = files.tuning.tuner;
    this.#rules = rules;
    this.#hunt = rules.hunt(clock);
    this.#clock = clock;
    this.#startMs = clock.now();
  }

  get spentMs(): number {
    return this.#clock.now() - this.#startMs;
  }

  over(file: PublishedFile): void {
    this.#searched.set(file.id, file);
    let done = 0;
    try {
      huntStored(
        this.#hunt,
        this.#files.generation(file),
        (event, match) => this.#take(file, event, match),
        (events) => (done = events),
      );
    } catch (error) {
      this.#problems.push(problemOf(file, error));
    }
    this.#events += done;
  }

  /** What tuning leaves out feeds nothing. */
  #take(file: PublishedFile, event: number, found: PlacedMatch): void {
    const rule = this.#triedRules.named(found.rule);
    const match = tuned({ ...found, rule }, this.#tuner, found.textsOf);
    if (match.suppressedBy === null && found.correlated !== null)
      this.#occur({ file, event, match }, this.#rules.rules.indexOf(found.rule));
    if (found.silent || !this.#triedRules.isTried(found.rule)) return;
    this.#count(match);
    if (match.suppressedBy !== null) return;
    this.#first.push({ file, event, match });
    if (this.#first.length >= MOST_HELD) this.#first = firstByTime(this.#first);
  }

  #count({ rule: { ruleId, ruleTitle: title }, suppressedBy }: Counted): void {
    const key = ruleKey(ruleId, title);
    const { detections, suppressed } = this.#byRule.get(key) ?? { detections: 0, suppressed: 0 };
    const [shown, leftOut] = suppressedBy === null ? [1, 0] : [0, 1];
    const counts = { detections: detections + shown, suppressed: suppressed + leftOut };
    this.#byRule.set(key, { key, title, ...counts });
  }

  #occur({ file, event, match: { rule, correlated, time } }: FoundEvent, number: number): void {
    if (correlated === null) return;
    if (time === null) {
      this.#timeless++;
      return;
    }
    if (this.#triedBefore !== null && time >= this.#triedBefore) return;
    const contribution = { file: file.id as number, event, time, rule: rule.ruleTitle };
    const occurrence = eventOccurrence(contribution, correlated);
    this.#occurred.push({ source: 'rule', number, occurrence });
    if (this.#occurred.length >= 2 * this.#most) this.#leaveOut();
  }

  /** Keeps the earliest, and all of a time or none: files are read one after the other, not in the order of time. */
  #leaveOut(): void {
    this.#occurred.sort((a, b) => Number(a.occurrence.time - b.occurrence.time));
    const first = this.#occurred[this.#most]?.occurrence.time;
    if (first === undefined) return;
    this.#triedBefore = first;
    this.#occurred = this.#occurred.filter(({ occurrence }) => occurrence.time < first);
  }

  #leftOut(): string[] {
    const time = this.#triedBefore;
    const often = this.#timeless === 1 ? 'Once' : `${this.#timeless} times`;
    const timeless = `${often} a rule that feeds correlations met an event without a time, which takes no part.`;
    return [
      ...(time === null
        ? []
        : [
            `More than ${this.#most} events feed the correlations: they were tried over those before ${formatFileTime(time as FileTime)} alone.`,
          ]),
      ...(this.#timeless === 0 ? [] : [timeless]),
    ];
  }

  end(): Omit<RuleTrial, 'refused' | 'files' | 'ofFiles'> {
    if (this.#occurred.length > this.#most) this.#leaveOut();
    const correlated = this.#correlated();
    const rows = firstByTime(this.#first).map(({ file, event, match }) =>
      detectionRow(this.#files.placeOf(file, event), { ...match, event }),
    );
    return {
      events: this.#events,
      rulesApplied: this.#hunt.applied,
      ...this.#counts(),
      rows: [...correlated.slice(0, MOST_ROWS), ...rows].slice(0, MOST_ROWS),
      problems: [...this.#problems, ...this.#leftOut()],
      slow: this.#hunt.slow.slice(0, MOST_SLOW_RULES),
      seconds: this.spentMs / 1_000,
    };
  }

  #counts(): Pick<RuleTrial, 'detections' | 'suppressed' | 'byRule'> {
    const byRule = [...this.#byRule.values()];
    const sumOf = (what: 'detections' | 'suppressed'): number =>
      byRule.reduce((sum, one) => sum + one[what], 0);
    return { detections: sumOf('detections'), suppressed: sumOf('suppressed'), byRule };
  }

  #correlated(): DetectionRow[] {
    const { correlations } = this.#rules;
    const silent = silentCorrelations(correlations);
    const found = correlateOccurrences(
      correlations,
      this.#occurred,
      (hit, { reference }) => this.#tuned(hit, reference).suppressedBy === null,
    );
    return found.flatMap((hits, number) => {
      const reference = correlations[number]?.reference;
      if (reference === undefined || silent.has(number)) return [];
      return this.#triedRules.isTried(reference)
        ? hits.flatMap((hit) => this.#rowOf(this.#tuned(hit, reference)))
        : [];
    });
  }

  #tuned(hit: CorrelationHit, reference: RuleReference): TunedHit {
    const rule = this.#triedRules.named(reference);
    return { ...hit, ...tuned({ rule, matches: matchesOf(hit) }, this.#tuner) };
  }

  /** Counts it. */
  #rowOf(hit: TunedHit): DetectionRow[] {
    const last = hit.contributions.at(-1);
    const file = last === undefined ? undefined : this.#searched.get(last.file);
    if (last === undefined || file === undefined) return [];
    this.#count(hit);
    return hit.suppressedBy === null
      ? [correlationRow(this.#files.placeOf(file, last.event), hit)]
      : [];
  }
}

/** Events without a time come last. */
const timeOf = ({ match }: FoundEvent): bigint => match.time ?? 1n << 64n;

const firstByTime = (found: readonly FoundEvent[]): FoundEvent[] =>
  found
    .toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0))
    .slice(0, MOST_ROWS);
