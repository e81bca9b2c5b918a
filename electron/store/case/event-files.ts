/** What lies in a case's events folder, and what of it may go (house.md, "A case on disk"). */
import fs from 'node:fs';
import path from 'node:path';
import type { EvidenceFile, Published } from '@shared/model/evidence-file';
import type { FileId, Generation, RunId } from '@shared/model/ids';
import {
  casePaths,
  correlationsPath,
  detectionsPath,
  hitsPath,
  packPath,
  shardPath,
} from '../case-paths';

/** Paths a published result is made of, and no other one. */
export function publishedPaths(caseDir: string, id: FileId, published: Published | null): string[] {
  if (published === null) return [];
  const { generation, pack, detectionsRun, hitsRun } = published;
  return [
    ...(pack === null ? [shardPath(caseDir, id, generation)] : []),
    ...(detectionsRun === null ? [] : [detectionsPath(caseDir, id, generation, detectionsRun)]),
    ...(hitsRun === null ? [] : [hitsPath(caseDir, id, generation, hitsRun)]),
  ];
}

/** Paths one run may have written under their final names. */
export function runPaths(
  caseDir: string,
  id: FileId,
  generation: Generation,
  run: RunId,
): string[] {
  return [
    shardPath(caseDir, id, generation),
    detectionsPath(caseDir, id, generation, run),
    hitsPath(caseDir, id, generation, run),
  ];
}

/**
 * Removes what is not among the kept paths. One that cannot go (Windows keeps files that are open) stays
 * for the next sweep.
 */
export function removeBut(paths: readonly string[], kept: readonly string[]): void {
  for (const one of paths) {
    if (kept.includes(one)) continue;
    try {
      fs.rmSync(one, { force: true });
    } catch {
      // Swept when the case is opened next.
    }
  }
}

/** Half-written files of one evidence file, left by a worker that was lost. */
export const removeBuilding = (caseDir: string, id: FileId): void =>
  removeBuildingOf(path.join(casePaths.events(caseDir), `${id}`));

/** Half-written files whose names go on from a path behind a dot. */
export function removeBuildingOf(begin: string): void {
  const [folder, start] = [path.dirname(begin), `${path.basename(begin)}.`];
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const left = names.filter((name) => name.startsWith(start) && name.includes('.building'));
  removeBut(
    left.map((name) => path.join(folder, name)),
    [],
  );
}

/** Names of what runs write; a file of another name is not ours to remove. */
const WRITTEN_BY_RUNS =
  /^(\d+\.\d+\.(events|\d+\.(detections|hits))|pack\.\d+\.events|case\.\d+\.correlations)(\..+\.building.*)?$/;

/** Removes what runs wrote into the events folder and nothing published refers to. No run may be active. */
export function sweepEvents(
  caseDir: string,
  files: readonly EvidenceFile[],
  correlationsRun: number | null,
): void {
  const folder = casePaths.events(caseDir);
  if (!fs.existsSync(folder)) return;
  const kept = new Set(files.flatMap((file) => publishedPaths(caseDir, file.id, file.published)));
  for (const { published } of files)
    if (typeof published?.pack === 'number') kept.add(packPath(caseDir, published.pack));
  if (correlationsRun !== null) kept.add(correlationsPath(caseDir, correlationsRun));
  const names = fs.readdirSync(folder).filter((name) => WRITTEN_BY_RUNS.test(name));
  const found = names.map((name) => path.join(folder, name));
  removeBut(
    found.filter((one) => !kept.has(one)),
    [],
  );
}
