/** Removes what a crash, or a move, left in a case's events folder. No run may be active. */
import type { CaseReader } from './case-reader';
import { CORRELATIONS_SETTING, correlationsRunOf } from './correlations-setting';
import { sweepEvents } from './event-files';
import { keptCluster } from './kept-cluster';
import { keptMove } from './kept-move';

export function sweepCase(caseDir: string, database: CaseReader): void {
  const correlations = correlationsRunOf(database.setting(CORRELATIONS_SETTING));
  // In a cluster there are no shards, or those that a move out of it has written so far.
  const isElsewhere = keptCluster(database) !== null && keptMove(database) === null;
  sweepEvents(caseDir, isElsewhere ? [] : database.files(), correlations);
}
