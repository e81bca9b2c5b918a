/** A rule met an event. */
import type { Level } from './level';

export interface FieldMatch {
  readonly field: string;
  /** Empty too where the rule asks for a field that is absent or null, or for its mere presence. */
  readonly value: string;
}

/** What a detection carries of its rule; enough to cite author and licence wherever it is shown. */
export interface RuleReference {
  readonly ruleId: string;
  readonly ruleTitle: string;
  readonly level: Level;
  readonly status: string;
  readonly author: string;
  /** SHA-256 of the rule's text. */
  readonly ruleHash: string;
  /** ATT&CK and other tags, as written in the rule. */
  readonly tags: readonly string[];
}

/** Which log the event came from when a category rule can run on several: `sysmon`, `security`… */
export type DetectionSource = string;

export interface Detection {
  readonly rule: RuleReference;
  readonly source: DetectionSource;
  readonly matches: readonly FieldMatch[];
}

/** What a hunt tells of a rule and an event. */
export interface RuleMatch extends Detection {
  /** What correlations read of the event; null where none listens to the rule. */
  readonly correlated: Readonly<Record<string, string | null>> | null;
  /** The rule gives no detection of its own: it only feeds correlations. */
  readonly silent: boolean;
}
