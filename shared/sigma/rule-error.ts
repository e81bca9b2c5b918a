/** Why a document of rules is refused: told in the lists of rules that are not loaded. */
abstract class Refusal extends Error {
  readonly reasons: readonly string[];

  constructor(reason: string | readonly string[]) {
    const reasons = [reason].flat();
    super(reasons.join('; '));
    this.reasons = reasons;
  }
}

/** A rule that cannot be used as written. */
export class RuleError extends Refusal {
  constructor(reason: string | readonly string[]) {
    super(reason);
    this.name = 'RuleError';
  }
}

/** A sound rule that cannot run here: an unset placeholder, no source on our inputs, a correlation. */
export class RuleNotRun extends Refusal {
  constructor(reason: string | readonly string[]) {
    super(reason);
    this.name = 'RuleNotRun';
  }
}

/**
 * What each of some gives. All are looked at: one reason to refuse a rule hides no other.
 * @throws RuleError with all reasons where one of them is refused for its words; otherwise RuleNotRun
 */
export function eachOf<One, Made>(some: readonly One[], make: (one: One) => Made): Made[] {
  const made: Made[] = [];
  const refusals: Refusal[] = [];
  for (const one of some) {
    try {
      made.push(make(one));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
    }
  }
  if (refusals.length > 0) throw together(refusals);
  return made;
}

/** Of a rule that has more, the first are told. */
const MOST_REASONS = 20;

/** What is wrong with the words comes first, each reason once. */
function together(refusals: readonly Refusal[]): Refusal {
  const errors = refusals.filter((one) => one instanceof RuleError);
  const reasons = new Set([...errors, ...refusals].flatMap((one) => one.reasons));
  const Kind = errors.length > 0 ? RuleError : RuleNotRun;
  return new Kind([...reasons].slice(0, MOST_REASONS));
}

/** As `eachOf`, of two things. */
export function bothOf<First, Second>(first: () => First, second: () => Second): [First, Second] {
  const works = [first, second] as const;
  return eachOf<() => First | Second, First | Second>(works, (work) => work()) as [First, Second];
}
