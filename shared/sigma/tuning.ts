/** An examiner's tuning of rules, applied to what hunts found. */
import type { Detection, FieldMatch, RuleReference } from '@shared/model/detection';
import { foldCase } from '@shared/model/fold-case';
import type { Level } from '@shared/model/level';
import { referenceKey, ruleKey } from '@shared/model/rule-key';
import type { ExcludedValue, RuleTuning } from '@shared/model/rule-tuning';
import { compileGlob, type TextTest } from './glob';
import { parseTokens } from './string-tokens';

export interface Tuned {
  /** As the examiner has it, or as the rule. */
  readonly level: Level;
  /** Why the detection is not shown; null where it is. */
  readonly suppressedBy: RuleTuning | null;
}

interface Exclusion {
  readonly tuning: RuleTuning;
  /** All must hold. */
  readonly values: readonly ValueTest[];
}

interface ValueTest {
  /** As written, and folded. */
  readonly field: string;
  readonly folded: string;
  readonly test: TextTest;
}

interface RuleTunings {
  level: Level | null;
  disabled: RuleTuning | null;
  readonly exclusions: Exclusion[];
}

/** Texts of the event's own fields, for fields the rule did not match. */
export type TextsOf = (field: string) => readonly string[];

const NO_TEXTS: TextsOf = () => [];

/** Looks up a rule's tunings by its key. */
export class Tuner {
  readonly #byRule = new Map<string, RuleTunings>();

  /** The later of two for one rule counts, where they contradict. */
  constructor(tunings: readonly RuleTuning[]) {
    for (const tuning of tunings) this.#take(tuning);
  }

  #take(tuning: RuleTuning): void {
    const key = referenceKey(tuning.ruleId);
    const of = this.#byRule.get(key) ?? { level: null, disabled: null, exclusions: [] };
    this.#byRule.set(key, of);
    switch (tuning.action) {
      case 'disable':
        of.disabled = tuning;
        break;
      case 'level':
        of.level = tuning.level;
        break;
      case 'exclude':
        of.exclusions.push({ tuning, values: tuning.where.map(valueTest) });
    }
  }

  /** Whether what an event has decides of the rule's detections. */
  excludes({ ruleId, ruleTitle }: Pick<RuleReference, 'ruleId' | 'ruleTitle'>): boolean {
    return (this.#byRule.get(ruleKey(ruleId, ruleTitle))?.exclusions.length ?? 0) > 0;
  }

  /** @param textsOf of the detection's event */
  tune({ rule, matches }: Pick<Detection, 'rule' | 'matches'>, textsOf: TextsOf = NO_TEXTS): Tuned {
    const of = this.#byRule.get(ruleKey(rule.ruleId, rule.ruleTitle));
    if (of === undefined) return { level: rule.level, suppressedBy: null };
    const level = of.level ?? rule.level;
    if (of.disabled !== null) return { level, suppressedBy: of.disabled };
    const excluded = of.exclusions.find(({ values }) =>
      values.every((value) => isMet(value, matches, textsOf)),
    );
    return { level, suppressedBy: excluded?.tuning ?? null };
  }
}

const valueTest = ({ field, value }: ExcludedValue): ValueTest => ({
  ...{ field, folded: foldCase(field) },
  test: compileGlob(parseTokens(value), false),
});

/** What the rule matched of a field stands for it; else whatever the event has there. */
function isMet(
  { field, folded, test }: ValueTest,
  matches: readonly FieldMatch[],
  textsOf: TextsOf,
): boolean {
  const matched = matches.filter((match) => foldCase(match.field) === folded);
  const texts = matched.length > 0 ? matched.map(({ value }) => value) : textsOf(field);
  return texts.some((text) => test(foldCase(text)));
}
