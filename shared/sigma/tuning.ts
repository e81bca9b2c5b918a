/** An examiner's tuning of rules, applied to what hunts found. */
import type { Detection } from '@shared/model/detection';
import { foldCase } from '@shared/model/fold-case';
import type { Level } from '@shared/model/level';
import type { RuleTuning } from '@shared/model/rule-tuning';
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
  readonly field: string;
  readonly test: TextTest;
}

interface RuleTunings {
  level: Level | null;
  disabled: RuleTuning | null;
  readonly exclusions: Exclusion[];
}

/** Looks up a rule's tunings by its id. */
export class Tuner {
  readonly #byRule = new Map<string, RuleTunings>();

  /** The later of two for one rule counts, where they contradict. */
  constructor(tunings: readonly RuleTuning[]) {
    for (const tuning of tunings) this.#take(tuning);
  }

  #take(tuning: RuleTuning): void {
    const of = this.#byRule.get(tuning.ruleId) ?? { level: null, disabled: null, exclusions: [] };
    this.#byRule.set(tuning.ruleId, of);
    switch (tuning.action) {
      case 'disable':
        of.disabled = tuning;
        break;
      case 'level':
        of.level = tuning.level;
        break;
      case 'exclude':
        of.exclusions.push({
          ...{ tuning, field: foldCase(tuning.field) },
          test: compileGlob(parseTokens(tuning.value), false),
        });
    }
  }

  tune({ rule, matches }: Pick<Detection, 'rule' | 'matches'>): Tuned {
    const of = this.#byRule.get(rule.ruleId);
    if (of === undefined) return { level: rule.level, suppressedBy: null };
    const level = of.level ?? rule.level;
    if (of.disabled !== null) return { level, suppressedBy: of.disabled };
    const excluded = of.exclusions.find(({ field, test }) =>
      matches.some((match) => foldCase(match.field) === field && test(foldCase(match.value))),
    );
    return { level, suppressedBy: excluded?.tuning ?? null };
  }
}
