/** Brings case.db to the version this program knows, with a backup before each step. */
import fs from 'node:fs';
import path from 'node:path';
import { CaseScopeError } from '@shared/model/errors';
import { casePaths } from '../case-paths';
import type { SqliteReader, SqliteWriter } from '../sqlite';
import { firstSchema } from './0001-first-schema';
import { pendingIntake } from './0002-pending-intake';
import { huntedWith } from './0003-hunted-with';
import { hitsByEvent } from './0004-hits-by-event';
import { sourceChoice } from './0005-source-choice';
import { ruleTuning } from './0006-rule-tuning';
import { eventMarks } from './0007-event-marks';
import { exclusionsByFields } from './0008-exclusions-by-fields';
import { lentTemplates } from './0009-lent-templates';
import { shardOutlines } from './0010-shard-outlines';
import { indicatorFacts } from './0011-indicator-facts';
import { shardPacks } from './0012-shard-packs';
import { filesInCluster } from './0013-files-in-cluster';
import { exactOutlines } from './0014-exact-outlines';
import { joinedExactOutlines } from './0015-joined-exact-outlines';
import { standingEvents } from './0016-standing-events';
import { numbersBesideNul } from './0017-numbers-beside-nul';
import type { Migration } from './migration';

export const MIGRATIONS: readonly Migration[] = [
  firstSchema,
  pendingIntake,
  huntedWith,
  hitsByEvent,
  sourceChoice,
  ruleTuning,
  eventMarks,
  exclusionsByFields,
  lentTemplates,
  shardOutlines,
  indicatorFacts,
  shardPacks,
  filesInCluster,
  exactOutlines,
  joinedExactOutlines,
  standingEvents,
  numbersBesideNul,
];
export const CURRENT_VERSION = MIGRATIONS.length;

export function versionOf(reader: SqliteReader): number {
  return Number(reader.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

/** @throws CaseScopeError `case-newer` for a case of a later version of the program */
export function migrate(caseDir: string, writer: SqliteWriter, steps = MIGRATIONS): void {
  const latest = steps.at(-1)?.version ?? 0;
  const found = versionOf(writer);
  if (found > latest) {
    throw new CaseScopeError(
      'case-newer',
      `This case was written by a newer version of caseScope (case version ${found}, this program knows ${latest}). Open it with that version.`,
    );
  }
  for (const step of steps.filter((one) => one.version > found)) {
    // A case that is only being made holds nothing to keep.
    if (found > 0) backUp(caseDir, writer, step.version - 1);
    writer.transaction(() => {
      writer.exec(step.sql);
      writer.exec(`PRAGMA user_version = ${step.version}`);
    });
  }
}

/** A whole copy named after the version it holds; an earlier one of that version is kept. */
function backUp(caseDir: string, writer: SqliteWriter, version: number): void {
  const folder = casePaths.backups(caseDir);
  fs.mkdirSync(folder, { recursive: true });
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  writer.prepare('VACUUM INTO ?').run(path.join(folder, `case-version-${version}-${stamp}.db`));
}
