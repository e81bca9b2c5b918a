/** What documents of published files say that they belong to. */
import type { RunId } from '@shared/model/ids';
import type { PublishedFile } from '../../case/published-rows';
import { partOf } from '../event-document';

const contentOf = ({ hashes, id }: PublishedFile): string => {
  // Only accepted files are ever published, and they were hashed.
  if (hashes === null) throw new RangeError(`file ${id} has no hash`);
  return hashes.sha256;
};

/** Of its events. */
export const partOfFile = (file: PublishedFile): string =>
  partOf(contentOf(file), file.published.generation);

/** Of what a run found in it; none without a run. */
function partsOfRun(file: PublishedFile, run: RunId | null): string[] {
  return run === null ? [] : [partOf(contentOf(file), file.published.generation, run)];
}

export const detectionParts = (file: PublishedFile): string[] =>
  partsOfRun(file, file.published.detectionsRun);
export const hitParts = (file: PublishedFile): string[] => partsOfRun(file, file.published.hitsRun);
