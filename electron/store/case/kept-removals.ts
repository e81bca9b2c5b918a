/**
 * Files that were taken out of the case here and are still in its books in the cluster: kept until the cluster has
 * taken it, over the end of the program too.
 */
import { z } from 'zod';
import type { EvidenceFile } from '@shared/model/evidence-file';
import type { CaseDatabase } from './case-database';
import type { CaseReader } from './case-reader';

/** Settings of the case, one for each file. */
const REMOVING = 'removing.';

const REMOVAL = z.object({
  sha256: z.string(),
  name: z.string(),
  /** What was published of it; another generation was read since, and is not taken away. Null for nothing. */
  generation: z.number().nullable(),
});
export type Removal = Readonly<z.infer<typeof REMOVAL>>;

export function keepRemoval(
  database: CaseDatabase,
  { name, hashes, published }: EvidenceFile,
): void {
  if (hashes === null) return;
  const { sha256 } = hashes;
  const removal = { sha256, name, generation: published?.generation ?? null };
  database.putSetting(`${REMOVING}${sha256}`, JSON.stringify(removal));
}

export const forgetRemoval = (database: CaseDatabase, { sha256 }: Removal): void =>
  database.removeSetting(`${REMOVING}${sha256}`);

/** In no order. */
export const keptRemovals = (database: CaseReader): readonly Removal[] =>
  database.settings(REMOVING).map((text) => REMOVAL.parse(JSON.parse(text)));

export function keptRemoval(database: CaseReader, sha256: string): Removal | null {
  const text = database.setting(`${REMOVING}${sha256}`);
  return text === null ? null : REMOVAL.parse(JSON.parse(text));
}
