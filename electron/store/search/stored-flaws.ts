/** Damage met in one file of a case. */
import type { FlawsAnswer } from '@shared/contract/evidence-views';
import { CaseScopeError } from '@shared/model/errors';
import type { StoredGeneration } from '../event-store';
import type { PublishedFile } from '../case/published-rows';

export interface ReadableFiles {
  published(ids: readonly number[] | null): readonly PublishedFile[];
  /** @throws CaseScopeError `shard-damaged` */
  generation(file: PublishedFile): StoredGeneration;
}

/** @throws CaseScopeError `evidence-missing` where the file has nothing published */
export function flawsOf(
  files: ReadableFiles,
  file: number,
  start: number,
  end: number,
): FlawsAnswer {
  const [found] = files.published([file]);
  if (found === undefined)
    throw new CaseScopeError('evidence-missing', 'This file has nothing published now.');
  const generation = files.generation(found);
  const { flaws, failedRecords: lostRecords } = generation.head.summary;
  const kinds = generation.flawKinds();
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  const rows = generation.flaws(start, end);
  return { total, start, rows, problems: [], counted: { flaws, lostRecords }, kinds };
}
