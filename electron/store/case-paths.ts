/** Where everything of a case lies on disk (house.md, "A case on disk"). */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { FileId, Generation, PackId, RunId } from '@shared/model/ids';

export const casePaths = {
  database: (caseDir: string): string => path.join(caseDir, 'case.db'),
  lock: (caseDir: string): string => path.join(caseDir, 'case.lock'),
  lockHolder: (caseDir: string): string => path.join(caseDir, 'case.lock.json'),
  events: (caseDir: string): string => path.join(caseDir, 'events'),
  backups: (caseDir: string): string => path.join(caseDir, 'backups'),
  /** Snapshots of rules and indicators that workers read, named by their hash. */
  packs: (caseDir: string): string => path.join(caseDir, 'packs'),
};

/** Everything a case writes into its folder, by the first name below it; SQLite adds `-wal` and `-shm`. */
const CASE_PARTS =
  /^(case\.db(-wal|-shm|-journal)?|case\.lock(\.json|-journal)?|events|packs|backups)$/i;

/** Whether a path is a part of the case itself, or lies in one. Both without links on the way. */
export function isCasePart(caseDir: string, target: string): boolean {
  const [first = ''] = path.relative(caseDir, target).split(path.sep);
  return CASE_PARTS.test(first);
}

const inEvents = (caseDir: string, name: string): string =>
  path.join(casePaths.events(caseDir), name);

/** What the outline of a file's events goes by in case.db, too, also when they lie in a pack by now. */
export const shardName = (file: FileId, generation: Generation): string =>
  `${file}.${generation}.events`;
export const shardPath = (caseDir: string, file: FileId, generation: Generation): string =>
  inEvents(caseDir, shardName(file, generation));

export const packName = (pack: PackId): string => `pack.${pack}.events`;
export const packPath = (caseDir: string, pack: PackId): string =>
  inEvents(caseDir, packName(pack));

/** Of indicators, by their hash. */
export const indicatorPackPath = (caseDir: string, hash: string): string =>
  path.join(casePaths.packs(caseDir), `${hash}.indicators`);

export const detectionsPath = (
  caseDir: string,
  file: FileId,
  generation: Generation,
  run: RunId,
): string => inEvents(caseDir, `${file}.${generation}.${run}.detections`);

export const hitsPath = (
  caseDir: string,
  file: FileId,
  generation: Generation,
  run: RunId,
): string => inEvents(caseDir, `${file}.${generation}.${run}.hits`);

export const correlationsPath = (caseDir: string, run: number): string =>
  inEvents(caseDir, `case.${run}.correlations`);

/** A name nobody else writes; renamed to the final one when complete, deleted when found at start. */
export const buildingPath = (finalPath: string): string => `${finalPath}.${randomUUID()}.building`;
export const isBuilding = (name: string): boolean => /\.building(-journal|-wal|-shm)?$/.test(name);
