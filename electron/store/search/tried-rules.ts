/** Which rules of a trial are tried themselves, and what they are called among all rules. */
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
  readonly title: string;
  /** `hashOf` its file. */
  readonly file: string;
}

export class TriedRules {
  /** By file and rule. */
  readonly #titles: ReadonlyMap<string, string>;
  /** Those that did not load. */
  readonly refused: RuleTrial['refused'];

  /** @param outcomes of the documents of the files, in their order */
  constructor(files: readonly TriedFile[], outcomes: readonly RuleOutcome[]) {
    const tried = triedOf(files, outcomes);
    const rules = tried.filter(({ outcome }) => outcome.kind !== 'filter');
    this.#titles = new Map(
      rules.map(({ outcome: { id, title }, file, title: told }) => [
        keyIn(file, ruleKey(id, title)),
        told,
      ]),
    );
    this.refused = tried
      .filter(({ outcome }) => outcome.state !== 'loaded')
      .map(({ outcome: { file, state, reason }, title }) => ({ title, file, state, reason }));
  }

  /** Null for a rule that only has a say, also for another version of a tried one that does not load. */
  titleOf({ ruleId, ruleTitle, ruleHash }: RuleReference): string | null {
    return this.#titles.get(keyIn(ruleHash, ruleKey(ruleId, ruleTitle))) ?? null;
  }
}

/** Every file has a first document: that of an empty one says so. */
function triedOf(files: readonly TriedFile[], outcomes: readonly RuleOutcome[]): Told[] {
  let file = -1;
  return outcomes.flatMap((outcome): Told[] => {
    if (outcome.at === 0) file++;
    const tried = files[file]?.tried;
    const title = tried === undefined ? outcome.title : titleAt(tried, outcome.at);
    return title === undefined ? [] : [{ outcome, title, file: hashOf(file) }];
  });
}

const titleAt = (tried: NonNullable<TriedFile['tried']>, place: number): string | undefined =>
  tried.find(({ at }) => at === place)?.title;
