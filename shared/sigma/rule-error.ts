/** A rule that cannot be used as written; the reason is shown in the list of rules not loaded. */
export class RuleError extends Error {
  /** 1-based line in the file where the YAML parser stopped; null where the fault is of meaning. */
  readonly line: number | null;

  constructor(reason: string, line: number | null = null) {
    super(reason);
    this.name = 'RuleError';
    this.line = line;
  }
}

/** A sound rule that cannot run here: an unset placeholder, no source on our inputs, a correlation. */
export class RuleNotRun extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'RuleNotRun';
  }
}
