/**
 * One test of one field (or of any value, for keywords). What a detection item compiles to: plain facts,
 * so that compiled rules can be written down and read again.
 */
import type { Token } from './string-tokens';

export type Comparison = 'lt' | 'lte' | 'gt' | 'gte' | 'eq';
export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
export type ReferenceMode = 'equals' | 'contains' | 'startswith' | 'endswith';

export type Predicate =
  | {
      readonly kind: 'glob';
      readonly field: string | null;
      readonly tokens: readonly Token[];
      readonly cased: boolean;
    }
  | {
      readonly kind: 'regex';
      readonly field: string | null;
      /** As JavaScript spells it. */
      readonly source: string;
      readonly flags: string;
    }
  | { readonly kind: 'null'; readonly field: string }
  | { readonly kind: 'exists'; readonly field: string; readonly expected: boolean }
  | { readonly kind: 'cidr'; readonly field: string; readonly network: string }
  | {
      readonly kind: 'number';
      readonly field: string;
      readonly comparison: Comparison;
      /** As written: numbers of 64 bits are compared to the last digit. */
      readonly bound: string;
    }
  | {
      readonly kind: 'timePart';
      readonly field: string;
      readonly part: TimePart;
      readonly comparison: Comparison;
      readonly bound: number;
    }
  | {
      readonly kind: 'reference';
      readonly field: string;
      readonly other: string;
      readonly mode: ReferenceMode;
      readonly cased: boolean;
    };

/** A tree over predicates: detections, selections and conditions all become one. */
export type RuleNode =
  | { readonly op: 'and'; readonly children: readonly RuleNode[] }
  | { readonly op: 'or'; readonly children: readonly RuleNode[] }
  /** With `shows` it is a test of that field, which shows what it has instead (`neq`). */
  | { readonly op: 'not'; readonly child: RuleNode; readonly shows: string | null }
  | { readonly op: 'test'; readonly predicate: Predicate };

export const allOf = (children: readonly RuleNode[]): RuleNode =>
  children.length === 1 && children[0] !== undefined ? children[0] : { op: 'and', children };
export const anyOf = (children: readonly RuleNode[]): RuleNode =>
  children.length === 1 && children[0] !== undefined ? children[0] : { op: 'or', children };
export const notOf = (child: RuleNode, shows: string | null = null): RuleNode => ({
  ...{ op: 'not', child, shows },
});
export const test = (predicate: Predicate): RuleNode => ({ op: 'test', predicate });
