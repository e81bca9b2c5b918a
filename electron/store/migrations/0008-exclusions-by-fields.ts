/** An exclusion names one or several values that an event must all have; before, it named one. */
import type { Migration } from './migration';

/** The tuning of a row as it is from this version on; readers of an earlier case ask for it too. */
export const TUNING_AS_NOW = `
  CASE WHEN json_type(tuning, '$.field') IS NULL THEN tuning ELSE json_remove(
    json_set(tuning, '$.where', json_array(json_object(
      'field', json_extract(tuning, '$.field'), 'value', json_extract(tuning, '$.value')
    ))),
    '$.field', '$.value'
  ) END`;

export const exclusionsByFields: Migration = {
  version: 8,
  purpose: 'exclusions by several fields',
  sql: `UPDATE rule_tuning SET tuning = ${TUNING_AS_NOW};`,
};
