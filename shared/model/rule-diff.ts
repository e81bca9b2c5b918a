/** What a newer set of rules changes of an earlier one, rule by rule. */

export interface DiffedRule {
  /** Empty for a rule without one. */
  readonly id: string;
  readonly title: string;
}

export interface RuleDiff {
  readonly added: readonly DiffedRule[];
  readonly changed: readonly DiffedRule[];
  readonly removed: readonly DiffedRule[];
  /** Rules both have. */
  readonly common: number;
}
