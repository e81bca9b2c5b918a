/** What the examiner changes of rules in this case: JSON of a `TuningDraft`, by rule. */
import type { Migration } from './migration';

export const ruleTuning: Migration = {
  version: 6,
  purpose: 'tuning of rules',
  sql: `
    CREATE TABLE rule_tuning (
      id INTEGER PRIMARY KEY AUTOINCREMENT, rule_id TEXT NOT NULL, tuning TEXT NOT NULL,
      made_at TEXT NOT NULL
    );
  `,
};
