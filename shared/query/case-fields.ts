/** What a case tells of an event beside its record and its time, in the order it is offered. */
export const CASE_FIELDS = [
  'file',
  'recovered',
  'level',
  'rule',
  'indicator',
  'tag',
  'note',
  'hidden',
] as const;

/** In lower case, so that a record's own `Level` can be asked for. */
export type CaseField = (typeof CASE_FIELDS)[number];
export const isCaseField = (field: string): field is CaseField =>
  CASE_FIELDS.some((one) => one === field);
