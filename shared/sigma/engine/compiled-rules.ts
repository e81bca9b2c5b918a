/** What compiling a rule set leaves: facts only, so that it can be kept in a file and read again. */
import type { RuleReference } from '@shared/model/detection';
import type { FieldView } from '../field-view';
import type { Binding } from '../log-source';
import type { Predicate } from '../predicate';
import type { NeededFields } from './needed-fields';
import type { IndexedNode } from './predicate-table';

/** A place a rule looks at, with what else must hold there. */
export interface CompiledBinding {
  /** Folded; null for any. */
  readonly channels: readonly string[] | null;
  readonly eventIds: readonly string[] | null;
  readonly view: FieldView;
  readonly source: Binding['source'];
  readonly only: IndexedNode | null;
}

export interface CompiledRule {
  readonly reference: RuleReference;
  readonly bindings: readonly CompiledBinding[];
  readonly root: IndexedNode;
  /** Event ids outside of which the rule cannot be true; null where it does not say. */
  readonly eventIds: readonly string[] | null;
  /** Tests of which one is true whenever the rule is; null where none are known (cover.ts). */
  readonly cover: readonly number[] | null;
  /** Fields it cannot do without: of each set one has a value wherever it is true. */
  readonly needed: NeededFields;
  /** The fields its tests name; null stands for keywords. */
  readonly fields: readonly (string | null)[];
  /** Fields that correlations read of its events; null where none listens to the rule. */
  readonly correlated: readonly string[] | null;
  /** It gives no detections of its own: it only feeds correlations. */
  readonly silent: boolean;
}

export interface CompiledRules {
  readonly rules: readonly CompiledRule[];
  readonly predicates: readonly Predicate[];
}
