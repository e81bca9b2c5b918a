/** Which rules of a trial are tried themselves, and what they are called among all rules. */
import type { RuleTrial } from '@shared/contract/rule-views';
import type { TriedFile } from '@shared/contract/tried-files';
import type { RuleReference } from '@shared/model/detection';
import { ruleKey } from '@shared/model/rule-key';
import type { RuleOutcome } from '@shared/sigma/rule-outcomes';

interface Told {
  readonly outcome: RuleOutcome;
  readonly title: string;
}

export class TriedRules {
  readonly #titles: ReadonlyMap<string, string>;
  /** Those that did not load. */
  readonly refused: RuleTrial['refused'];

  /** @param outcomes of the documents of the files, in their order */
  constructor(files: readonly TriedFile[], outcomes: readonly RuleOutcome[]) {
    const tried = triedOf(files, outcomes);
    const rules = tried.filter(({ outcome }) => outcome.kind !== 'filter');
    this.#titles = new Map(
      rules.map(({ outcome: { id, title }, title: told }) => [ruleKey(id, title), told]),
    );
    this.refused = tried
      .filter(({ outcome }) => outcome.state !== 'loaded')
      .map(({ outcome: { file, state, reason }, title }) => ({ title, file, state, reason }));
  }

  /** Null for a rule that is there to be referred to. */
  titleOf({ ruleId, ruleTitle }: RuleReference): string | null {
    return this.#titles.get(ruleKey(ruleId, ruleTitle)) ?? null;
  }
}

/** Every file has a first document: that of an empty one says so. */
function triedOf(files: readonly TriedFile[], outcomes: readonly RuleOutcome[]): Told[] {
  let file = -1;
  return outcomes.flatMap((outcome): Told[] => {
    if (outcome.at === 0) file++;
    const tried = files[file]?.tried;
    if (tried === undefined) return [{ outcome, title: outcome.title }];
    const told = tried.find(({ at }) => at === outcome.at);
    return told === undefined ? [] : [{ outcome, title: told.title }];
  });
}
