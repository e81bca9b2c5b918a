/** Writes the events of many small files into one pack. What it reads stays as it is. */
import type { PackedFile, PackingOrder, ShardsPacked } from '@shared/contract/shard-packing';
import { fileId, generation, packId } from '@shared/model/ids';
import { packPath } from '@electron/store/case-paths';
import type { GenerationPlace } from '@electron/store/event-store';
import { openGeneration } from '@electron/store/shard/open-generation';
import { isPackable, PackWriter } from '@electron/store/shard/pack-writer';
import { isDamaged } from '@electron/store/shard/shard-damage';

const placeOf = ({ file, generation: number, pack }: PackedFile): GenerationPlace => ({
  ...{ file: fileId(file), generation: generation(number) },
  pack: pack === null ? null : packId(pack),
});

/** What became of a member: `full` ends the pack before it. */
type Outcome = 'packed' | 'refused' | 'full';

/**
 * @param mayGoOn asked after each file, and at the end once more
 * @returns null where it may not go on; nothing is left behind then
 */
export async function packShards(
  { caseDir, pack, members }: PackingOrder,
  mayGoOn: () => Promise<boolean>,
): Promise<ShardsPacked | null> {
  const writer = new PackWriter(packPath(caseDir, packId(pack)));
  const files = { packed: [] as number[], refused: [] as number[] };
  let isWhole = false;
  try {
    for (const member of members) {
      const outcome = addMember(caseDir, writer, placeOf(member));
      if (outcome === 'full') break;
      files[outcome].push(member.file);
      if (!(await mayGoOn())) return null;
    }
    if (files.packed.length > 0) {
      writer.finish();
      isWhole = true;
    }
    return { events: writer.events, ...files };
  } catch (error) {
    if (error instanceof HalfRead) return { events: 0, packed: [], refused: [error.file] };
    throw error;
  } finally {
    if (!isWhole) writer.abandon();
  }
}

/** A file turned out to be damaged with half of it written: the pack is given up. */
class HalfRead extends Error {
  readonly file: number;

  constructor(file: number) {
    super(`file ${file} cannot be read`);
    this.name = 'HalfRead';
    this.file = file;
  }
}

/** @throws HalfRead */
function addMember(caseDir: string, writer: PackWriter, place: GenerationPlace): Outcome {
  let isBegun = false;
  try {
    const stored = openGeneration(caseDir, place);
    try {
      if (!isPackable(stored)) return 'refused';
      if (!writer.hasRoomFor(stored)) return 'full';
      isBegun = true;
      writer.add(place, stored);
      return 'packed';
    } finally {
      stored.close();
    }
  } catch (error) {
    if (!isDamaged(error)) throw error;
    if (isBegun) throw new HalfRead(place.file);
    return 'refused';
  }
}
