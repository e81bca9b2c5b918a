/** Which files are packed together next. */
import type { PackedFile } from '@shared/contract/shard-packing';
import type { CountedFile, PackTable } from '@electron/store/case/pack-table';
import {
  MOST_MEMBER_EVENTS,
  MOST_PACK_EVENTS,
  MOST_PACK_MEMBERS,
} from '@electron/store/shard/pack-schema';

/** Fewer small files are not worth a pack: opening them takes a search some milliseconds. */
export const LEAST_LOOSE = 32;

export const generationKey = ({ file, generation }: PackedFile): string => `${file}.${generation}`;

/**
 * Files with small shards of their own, where there are enough; with them those of a pack that is not half full, so
 * that packs do not stay small where evidence comes bit by bit. A pack that has lost half its events is written anew.
 * @param refused generations that cannot be packed
 * @returns nothing where nothing is worth it
 */
export function nextPack(table: PackTable, refused: ReadonlySet<string>): CountedFile[] {
  const isPackable = (one: CountedFile): boolean =>
    one.events <= MOST_MEMBER_EVENTS && !refused.has(generationKey(one));
  const membersOf = (isWanted: (live: number, written: number) => boolean): CountedFile[] => {
    for (const { pack, live, written } of table.uses()) {
      const members = isWanted(live, written) ? table.membersOf(pack).filter(isPackable) : [];
      if (members.length > 0) return members;
    }
    return [];
  };
  const holed = membersOf((live, written) => live * 2 < written);
  if (holed.length > 0) return fill(holed, table.loose(), isPackable);
  const loose = fill([], table.loose(), isPackable);
  if (loose.length < LEAST_LOOSE) return [];
  // The loose ones first: what there is no room for stays in its pack.
  const sparse = membersOf((live) => live * 2 < MOST_PACK_EVENTS);
  return fill(loose, sparse, isPackable);
}

/** Some files with others behind them, as long as there is room. */
function fill(
  some: readonly CountedFile[],
  others: Iterable<CountedFile>,
  isPackable: (one: CountedFile) => boolean,
): CountedFile[] {
  const files = [...some];
  let events = files.reduce((sum, one) => sum + one.events, 0);
  for (const one of others) {
    if (!isPackable(one)) continue;
    events += one.events;
    if (events > MOST_PACK_EVENTS || files.length >= MOST_PACK_MEMBERS) break;
    files.push(one);
  }
  return files;
}
