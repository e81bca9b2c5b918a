/** What the window is shown of rules. */
import type { RuleDiff } from '../model/rule-diff';
import type { ChosenSets } from '../model/rule-sets';
import type { SlowRule } from '../model/slow-rule';
import type { DetectionRow } from './finding-views';
import type { RuleRow } from './rule-row';

/** Rules that change what earlier imports brought, waiting to be taken or not. */
export interface RuleUpdate {
  readonly name: string;
  /** Imports it is a newer version of. */
  readonly replaces: readonly string[];
  /** Others of whose rules some run no more. */
  readonly beside: readonly {
    readonly name: string;
    readonly givesWay: number;
    readonly of: number;
  }[];
  /** What runs before and after, where it takes the place of those it replaces. */
  readonly diff: RuleDiff;
  /** Imports that cannot be read, and are compared with nothing. */
  readonly damaged: readonly string[];
  /** Whether the added and changed rules can be tried on the case: not where they are too many. */
  readonly canTry: boolean;
}

/** What came of choosing rules to import; null: nothing was chosen. */
export type RuleImport =
  | { readonly type: 'imported'; readonly rules: RulesState }
  | { readonly type: 'update'; readonly update: RuleUpdate }
  | null;

/** An import is gone. */
export interface RulesRemoved {
  readonly rules: RulesState;
  /** What the import that waits changes from now on; null where none does. */
  readonly update: RuleUpdate | null;
}

/** What a rule that is tried finds, as tuning has it. */
export interface TriedCount {
  /** `ruleKey` of the rule, as it is called among all rules. */
  readonly key: string;
  readonly title: string;
  readonly detections: number;
  /** Left out by tuning. */
  readonly suppressed: number;
}

/** What rules that are tried find in the case. */
export interface RuleTrial {
  /** Rules of these that did not load, and why. */
  readonly refused: readonly Pick<RuleRow, 'title' | 'file' | 'state' | 'reason'>[];
  /** Files it was tried on, of how many; fewer where time ran out. */
  readonly files: number;
  readonly ofFiles: number;
  readonly events: number;
  /** Rules whose log source some event has. */
  readonly rulesApplied: number;
  /** All that tuning lets be seen. Events of rules that only feed correlations do not count. */
  readonly detections: number;
  /** Those that tuning leaves out. */
  readonly suppressed: number;
  /** Of each rule that has some of either. */
  readonly byRule: readonly TriedCount[];
  /** The first ones by time. */
  readonly rows: readonly DetectionRow[];
  /** Files that could not be read, and why. */
  readonly problems: readonly string[];
  readonly slow: readonly SlowRule[];
  readonly seconds: number;
}

/** A rule of the examiner's own. */
export interface OwnRule {
  readonly text: string;
  /** Its unit tests, as `rules test` reads them; empty without any. */
  readonly cases: string;
}

export type RuleSourceView = RuleSourceFacts &
  (
    | { readonly kind: 'starter' | 'own' }
    /** `hash` names it to `rules.removeImported`; `fault`: what is the matter with its pack, null where it is sound. */
    | { readonly kind: 'imported'; readonly hash: string; readonly fault: string | null }
  );

interface RuleSourceFacts {
  /** `Starter rules`, `sigmahq-rules.zip`… */
  readonly name: string;
  readonly files: number;
}

export interface RulesState {
  readonly sources: readonly RuleSourceView[];
  /** Files of rules that can be edited. */
  readonly own: readonly string[];
  /** Chosen in the open case; null without one. */
  readonly sets: ChosenSets | null;
  readonly loaded: number;
  readonly total: number;
  readonly rows: readonly RuleRow[];
}

/** Detections of one rule in the case; correlations count as theirs. */
export interface RuleCount {
  /** `ruleKey` of the rule. */
  readonly key: string;
  readonly detections: number;
  readonly files: number;
}

/** How the unit tests of a rule came out; they may be no list yet while they are typed. */
export type CaseResults =
  | { readonly type: 'unreadable'; readonly reason: string }
  | {
      readonly type: 'ran';
      readonly passed: number;
      readonly failures: readonly { readonly name: string; readonly reason: string }[];
    };
