/** Paths given to the case and not examined yet, so that a quit in the middle of an intake loses none. */
import type { Migration } from './migration';

export const pendingIntake: Migration = {
  version: 2,
  purpose: 'paths waiting to be examined',
  sql: `
    CREATE TABLE pending_intake (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      path TEXT NOT NULL
    );
  `,
};
