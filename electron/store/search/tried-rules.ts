/** Which rules of a trial are tried themselves, and what rules are called among all. */
import type { RuleTrial } from '@shared/contract/rule-views';
import type { TriedFile } from '@shared/contract/tried-files';
import type { RuleReference } from '@shared/model/detection';
import { ruleKey } from '@shared/model/rule-key';
import type { RuleOutcome } from '@shared/sigma/rule-outcomes';

/** In place of the hashes of their texts: which file is meant. */
export const hashOf = (position: number): string => `file ${position}`;

const keyIn = (file: string, rule: string): string => `${file} ${rule}`;

interface Told {
  readonly outcome: RuleOutcome;
  /** Among all rules. */
  readonly title: string;
  readonly isTried: boolean;
  /** `hashOf` its file. */
  readonly file: string;
}

export class TriedRules {
  /** Those that run, by file and rule. */
  readonly #loaded: ReadonlyMap<string, Told>;
  /** Those that are tried and did not load. */
  readonly refused: RuleTrial['refused'];

  /** @param outcomes of the documents of the files, in their order */
  constructor(files: readonly TriedFile[], outcomes: readonly RuleOutcome[]) {
    const told = toldOf(files, outcomes);
    const isLoaded = ({ outcome }: Told): boolean => outcome.state === 'loaded';
    this.#loaded = new Map(
      told
        .filter((one) => isLoaded(one) && one.outcome.kind !== 'filter')
        .map((one) => [keyIn(one.file, ruleKey(one.outcome.id, one.outcome.title)), one]),
    );
    this.refused = told
      .filter((one) => one.isTried && !isLoaded(one))
      .map(({ outcome: { file, state, reason }, title }) => ({ title, file, state, reason }));
  }

  /** False for a rule that only has a say, also for another version of a tried one that does not load. */
  isTried(rule: RuleReference): boolean {
    return this.#of(rule)?.isTried === true;
  }

  /** As it is called among all rules: tuning goes by that where it has no id. */
  named(rule: RuleReference): RuleReference {
    return { ...rule, ruleTitle: this.#of(rule)?.title ?? rule.ruleTitle, ruleHash: '' };
  }

  #of({ ruleId, ruleTitle, ruleHash }: RuleReference): Told | undefined {
    return this.#loaded.get(keyIn(ruleHash, ruleKey(ruleId, ruleTitle)));
  }
}

/** Every file has a first document: that of an empty one says so. */
function toldOf(files: readonly TriedFile[], outcomes: readonly RuleOutcome[]): Told[] {
  let file = -1;
  return outcomes.map((outcome): Told => {
    const { at } = outcome;
    if (at === 0) file++;
    const { tried, titles } = files[file] ?? {};
    const title = titles?.[at] ?? outcome.title;
    return { outcome, title, isTried: tried?.includes(at) ?? true, file: hashOf(file) };
  });
}
