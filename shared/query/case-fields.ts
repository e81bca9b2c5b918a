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
