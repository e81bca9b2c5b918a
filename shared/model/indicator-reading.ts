/** What was made of a text that lists indicators: those understood, and all else with the reason. */
import type { IndicatorDraft, IndicatorType } from './indicator';

export const INDICATOR_FORMATS = ['list', 'report', 'csv', 'stix', 'misp', 'json'] as const;
export type IndicatorFormat = (typeof INDICATOR_FORMATS)[number];

export interface UnderstoodIndicator {
  /** Where it stands: `line 3`, the id of an object. */
  readonly place: string;
  readonly draft: IndicatorDraft;
  /** What its author asks for beside it and a hunt does not look at. */
  readonly remarks: readonly string[];
  /** Why it may hit much that is harmless. */
  readonly weaknesses: readonly string[];
  /** False where its author does not mean it for detection. */
  readonly isMeant: boolean;
}

export interface NotUnderstood {
  readonly place: string;
  readonly text: string;
  readonly reason: string;
}

/** What a column of a table can be. */
export const COLUMN_ROLES = [
  ...(['value', 'type', 'mode', 'note', 'source', 'confidence', 'tlp'] as const),
  ...(['validUntil', 'severity', 'active'] as const),
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** Role → position of its column, from 0; a role that is missing has none. */
export type ColumnRoles = Readonly<Partial<Record<ColumnRole, number>>>;

/** A column whose heading names the type of its values. */
export interface TypedColumn {
  /** Its position, from 0. */
  readonly at: number;
  /** Null where the looks of each value tell. */
  readonly type: IndicatorType | null;
}

export interface TableColumns {
  /** Names of the heading, or `Column 1`… without one. */
  readonly names: readonly string[];
  readonly roles: ColumnRoles;
  /** Columns of values besides. */
  readonly typed: readonly TypedColumn[];
}

export interface IndicatorReading {
  readonly format: IndicatorFormat;
  /** Each indicator once. */
  readonly understood: readonly UnderstoodIndicator[];
  readonly refused: readonly NotUnderstood[];
  /** How many of those understood were the same as an earlier one. */
  readonly merged: number;
  /** Null where the text is no table. */
  readonly table: TableColumns | null;
}
