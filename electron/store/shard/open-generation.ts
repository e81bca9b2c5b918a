/** Opens a finished generation wherever it lies. */
import { packPath, shardPath } from '../case-paths';
import type { GenerationPlace } from '../event-store';
import type { PackMember } from './pack-member';
import { openMember } from './kept-pack';
import { openShard, type ShardReader } from './shard-reader';

/** @throws CaseScopeError `shard-damaged` */
export function openGeneration(caseDir: string, place: GenerationPlace): ShardReader | PackMember {
  const { file, generation, pack } = place;
  if (pack !== null) return openMember(packPath(caseDir, pack), place);
  return openShard(shardPath(caseDir, file, generation));
}
