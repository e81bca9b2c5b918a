/** A move of the case that is under way, as its database remembers it: where to, and which files are there already. */
import { KEPT_CLUSTER, type KeptCluster } from '@shared/contract/cluster';
import type { EvidenceFile } from '@shared/model/evidence-file';
import type { CaseDatabase } from './case-database';
import type { CaseReader } from './case-reader';

/** Settings of the case. */
const MOVE = 'move';
const MOVED = 'moved.';

const LAPTOP = 'laptop';
/** A cluster, or the folder of the case. */
export type MoveTarget = KeptCluster | typeof LAPTOP;

const textOf = (to: MoveTarget): string =>
  to === LAPTOP ? LAPTOP : JSON.stringify(KEPT_CLUSTER.parse(to));

/** Null where no move was begun, or it has ended. */
export function keptMove(database: CaseReader): MoveTarget | null {
  const kept = database.setting(MOVE);
  if (kept === null || kept === LAPTOP) return kept;
  return KEPT_CLUSTER.parse(JSON.parse(kept));
}

/** Goes on with a move to the same place; one to another place is forgotten. */
export function beginMove(database: CaseDatabase, to: MoveTarget): void {
  database.together(() => {
    if (database.setting(MOVE) === textOf(to)) return;
    forgetMove(database);
    database.putSetting(MOVE, textOf(to));
  });
}

/** What of a file was copied and verified: another result of it is another copy. */
function resultOf({ published }: EvidenceFile): string {
  const { generation, detectionsRun, hitsRun } = published ?? {};
  return JSON.stringify([generation ?? null, detectionsRun ?? null, hitsRun ?? null]);
}

export const isMoved = (database: CaseReader, file: EvidenceFile): boolean =>
  database.setting(`${MOVED}${file.id}`) === resultOf(file);

export const noteMoved = (database: CaseDatabase, file: EvidenceFile): void =>
  database.putSetting(`${MOVED}${file.id}`, resultOf(file));

export function forgetMove(database: CaseDatabase): void {
  database.removeSetting(MOVE);
  // Of files that are gone, too: a later one may have the same id.
  database.removeSettings(MOVED);
}
