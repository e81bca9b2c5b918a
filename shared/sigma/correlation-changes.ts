/**
 * What differs between two sets of rules through correlations: of one that listens to a rule that changes, is added or
 * is gone, and of what correlations keep to themselves.
 */
import type { DiffedRule } from '@shared/model/rule-diff';
import { silentCorrelations, silentRules } from './correlation/compiled-correlation';
import { linkCorrelations } from './correlation/link-correlations';
import { namesOf } from './rule-references';
import { skippedFor } from './rule-refusal';
import { referenceOf } from './rule-set';
import type { StandingRule, StandingRules } from './standing-rules';

export class CorrelationChanges {
  readonly #before: LinkedRules;
  readonly #after: LinkedRules;
  /** Keys of correlations that hear something else. */
  readonly #heard = new Set<string>();

  /** @param changed what finds something else by itself, by key */
  constructor(before: StandingRules, after: StandingRules, changed: ReadonlyMap<string, unknown>) {
    this.#before = new LinkedRules(before);
    this.#after = new LinkedRules(after);
    const isOther = (key: string): boolean => changed.has(key) || this.#heard.has(key);
    // Each comes after those it listens to.
    for (const [key, heard] of this.#after.heard) {
      const isAsBefore = JSON.stringify(heard) === JSON.stringify(this.#before.heard.get(key));
      if (!isAsBefore || heard.some(isOther)) this.#heard.add(key);
    }
  }

  /** @param key of one that stands in both and is not changed by itself */
  of(key: string): DiffedRule['through'] {
    const [before, after] = [this.#before, this.#after];
    if (before.heard.has(key) && !after.heard.has(key)) return 'lost';
    if (after.heard.has(key) && !before.heard.has(key)) return 'linked';
    if (this.#heard.has(key)) return 'heard';
    if (before.silent.has(key) === after.silent.has(key)) return null;
    return after.silent.has(key) ? 'kept' : 'freed';
  }
}

const isRun = ({ document, source }: StandingRule): boolean =>
  skippedFor(document.status, source) === null;

/** Rules linked as when they are compiled, by `StandingRules` keys; whether they compile is not asked. */
class LinkedRules {
  /** What each correlation listens to that can be linked; each after those it listens to. */
  readonly heard: ReadonlyMap<string, readonly string[]>;
  /** What correlations keep to themselves. */
  readonly silent: ReadonlySet<string>;

  constructor(standing: StandingRules) {
    const { rules, correlations, lost } = referable(standing);
    const { order } = linkCorrelations(correlations, rules, lost);
    const keys = new Map([...rules, ...correlations].map((one) => [one.reference, one.key]));
    const ordered = { rule: rules, correlation: order };
    const keyOf = (kind: keyof typeof ordered, number: number): string[] => {
      const reference = ordered[kind][number]?.reference;
      const key = reference === undefined ? undefined : keys.get(reference);
      return key === undefined ? [] : [key];
    };
    this.heard = new Map(
      order.flatMap(({ inputs }, number) =>
        keyOf('correlation', number).map((key) => [
          key,
          inputs.flatMap((input) => keyOf(input.kind, input.number)),
        ]),
      ),
    );
    this.silent = new Set([
      ...[...silentRules(order)].flatMap((number) => keyOf('rule', number)),
      ...[...silentCorrelations(order)].flatMap((number) => keyOf('correlation', number)),
    ]);
  }
}

/** What correlations may refer to; `lost` is not run. */
function referable(standing: StandingRules) {
  const running = [...standing].filter(([, one]) => isRun(one));
  const rules = running.flatMap(([key, { document, source }]) => {
    if (document.kind !== 'rule') return [];
    return [{ key, reference: referenceOf(document, source.hash), name: document.name }];
  });
  const correlations = running.flatMap(([key, { document, source }]) => {
    if (document.kind !== 'correlation') return [];
    const { name, body } = document;
    return [{ key, reference: referenceOf(document, source.hash), name, body }];
  });
  const lost = [...standing.values()].filter((one) => !isRun(one)).map(({ document }) => document);
  return { rules, correlations, lost: new Map(lost.flatMap(namesOf).map((name) => [name, ''])) };
}
