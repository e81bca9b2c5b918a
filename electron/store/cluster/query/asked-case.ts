/** What the compiler of queries asks of the case beside its documents' own fields. */
import type { FileTime } from '@shared/model/file-time';
import type { EventMarks } from '@shared/model/event-mark';
import type { RuleReference } from '@shared/model/detection';
import type { PublishedFile } from '../../case/published-rows';
import type { CaseIndex } from '../search/case-index';
import type { Clause } from './clause';

export interface AskedCase {
  readonly index: CaseIndex;
  /** Files that are searched. */
  readonly files: readonly PublishedFile[];
  /** Their events. */
  readonly published: Clause;
  readonly caseEnd: FileTime | null;
  /** Whether an event of the case has a value too long for a column. */
  readonly hasLong: boolean;
  /** Keys of the fields of that name, letter case ignored. @param lowerCase the name in lower case */
  keysCalled(lowerCase: string): readonly string[];
  /** Events with a detection, as tuning leaves it, of a rule that passes. */
  detected(passes: (rule: TunedRule) => boolean): Clause;
  /** Events with a hit of an indicator whose text passes. */
  hit(passes: (indicator: string) => boolean): Clause;
  /** Ids of events the examiner marked so. */
  marked(passes: (marks: EventMarks) => boolean): readonly string[];
}

/** With the level tuning gives it. */
export type TunedRule = Pick<RuleReference, 'ruleId' | 'ruleTitle' | 'level'>;
