/**
 * The event shards of a case's published files, opened for reading, with what was read of them kept while in use. A
 * shard is one file's own, or a pack of many small ones: a search evaluates whole segments of either, everything
 * else reads a file as if it had a shard of its own.
 */
import fs from 'node:fs';
import type { FileId, PackId } from '@shared/model/ids';
import { casePaths, packName, shardName } from '../case-paths';
import type { GenerationHead, Segment, StoredGeneration } from '../event-store';
import { type MemberFacts, PackMember, type PackTables, partOf } from '../shard/pack-member';
import type { PackReader } from '../shard/pack-reader';
import type { IndexedValues } from '../shard/value-index';
import type { PublishedFile } from '../case/published-rows';
import { KeptAnswers } from './kept-answers';
import { KeptSegments } from './kept-segments';
import { generationKey, OpenShards } from './open-shards';
import { RecentlyUsed } from './recently-used';
import { SegmentColumns } from './segment-columns';
import { ValueNumbers } from './value-numbers';

/** Under a kilobyte each. */
const MOST_HEADS = 65_536;
/** Values of fields with their numbers: some hundred thousand command lines. */
const MOST_NUMBER_BYTES = 64 << 20;

/** What a search evaluates at once, and which stretch of it is one file's. */
export interface FilePart {
  /** Null where the shard is the file's own. */
  readonly pack: PackId | null;
  readonly whole: SegmentColumns;
  /** Where the file's events begin in it. */
  readonly from: number;
  /** The file's events alone, numbered as the file has them. */
  readonly segment: Segment;
}

/** Where the case says that files lie. */
export interface FilePlaces {
  packOf(file: PublishedFile): PackId | null;
  /** Looks at the case again: a file may have been packed or taken out of its pack since. */
  lookAgain(): void;
}

/** None where the folder is gone: each file tells of it. */
function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(fs.readdirSync(folder));
  } catch {
    return new Set();
  }
}

const memberKey = (pack: PackId, file: PublishedFile): string => `${pack} ${generationKey(file)}`;

export class CaseShards {
  readonly #caseDir: string;
  readonly #places: FilePlaces;
  readonly #open: OpenShards;
  readonly #keptSegments: KeptSegments;
  readonly #heads = new RecentlyUsed<string, GenerationHead>(MOST_HEADS);
  readonly #members = new RecentlyUsed<string, PackMember>(MOST_HEADS);
  /** Searches ask of every file, one behind the other: what is found by a name takes longer than the rest. */
  readonly #known = new WeakMap<
    PublishedFile,
    { readonly pack: PackId; readonly facts: MemberFacts }
  >();
  /** Of whole segments. */
  readonly kept: KeptAnswers;
  readonly #numbers = new RecentlyUsed<string, ValueNumbers>(
    MOST_NUMBER_BYTES,
    undefined,
    ({ heldBytes }) => heldBytes,
  );

  /** @param threads that read the case beside each other */
  constructor(caseDir: string, places: FilePlaces, threads: number) {
    this.#caseDir = caseDir;
    this.#places = places;
    this.#open = new OpenShards(caseDir, threads);
    this.#keptSegments = new KeptSegments(this.#open, threads);
    this.kept = new KeptAnswers(threads);
  }

  /** @throws CaseScopeError `shard-damaged` */
  head(file: PublishedFile): GenerationHead {
    return this.#following(file, (pack) =>
      pack === null
        ? this.#heads.get(generationKey(file), () => this.#open.shard(file).head)
        : this.#member(file, pack).head,
    );
  }

  /** @throws CaseScopeError `shard-damaged` */
  generation(file: PublishedFile): StoredGeneration {
    return this.#following(file, (pack) =>
      pack === null ? this.#open.shard(file) : this.#member(file, pack),
    );
  }

  /** Whether files that hold events are where they should be. Looked for at once: asking for each costs more than a page. */
  presence(): (file: PublishedFile) => boolean {
    let names: ReadonlySet<string> | null = null;
    return (file) => {
      const pack = this.#places.packOf(file);
      names ??= namesIn(casePaths.events(this.#caseDir));
      return names.has(
        pack === null ? shardName(file.id, file.published.generation) : packName(pack),
      );
    };
  }

  /** What a search evaluates for a file. @throws CaseScopeError `shard-damaged` */
  *parts(file: PublishedFile): Generator<FilePart, void, undefined> {
    const segments = this.#following(file, (pack) => this.#segmentsOf(file, pack));
    for (let id = 0; id < segments; id++) yield this.part(file, id);
  }

  #segmentsOf(file: PublishedFile, pack: PackId | null): number {
    if (pack === null) return this.head(file).segmentCount;
    return this.#facts(file, pack).events > 0 ? 1 : 0;
  }

  /** The part of one of the file's segments. @throws CaseScopeError `shard-damaged` */
  part(file: PublishedFile, id: number): FilePart {
    return this.#following(file, (pack) =>
      pack === null ? this.#ownPart(file, id) : this.#packedPart(file, pack),
    );
  }

  #ownPart(file: PublishedFile, id: number): FilePart {
    const whole = this.#keptSegments.ofFile(file, id);
    return { pack: null, whole, from: 0, segment: whole.segment };
  }

  #packedPart(file: PublishedFile, pack: PackId): FilePart {
    const facts = this.#facts(file, pack);
    const whole = this.#keptSegments.ofPack(pack, facts.segment);
    const from = facts.firstEvent - whole.segment.firstEvent;
    return { pack, whole, from, segment: partOf(whole.segment, facts) };
  }

  /** The segments of a file in order. @throws CaseScopeError `shard-damaged` */
  *segments(file: PublishedFile): Generator<SegmentColumns, void, undefined> {
    const { segmentCount } = this.head(file);
    for (let id = 0; id < segmentCount; id++)
      yield this.#following(file, (pack) =>
        pack === null ? this.#keptSegments.ofFile(file, id) : this.#memberSegment(file, pack),
      );
  }

  #memberSegment(file: PublishedFile, pack: PackId): SegmentColumns {
    const member = this.#member(file, pack);
    return new SegmentColumns({
      key: memberKey(pack, file),
      fields: member.head.fields,
      ...{ open: () => member, segment: () => member.segment(0) },
      column: (field) => member.columnPart(field),
      places: () => member.places(0),
    });
  }

  /** Whose events are in a segment of a pack. */
  membersIn(pack: PackId, segment: number): readonly MemberFacts[] {
    return this.#open.pack(pack).membersIn(segment);
  }

  /** Values of a file's own shard that may have all the given runs of three characters. */
  indexed(file: PublishedFile, trigrams: readonly string[]): IndexedValues {
    return this.#open.shard(file).indexed(trigrams);
  }

  indexedInPack(pack: PackId, trigrams: readonly string[]): IndexedValues {
    return this.#open.pack(pack).indexed(trigrams);
  }

  /** Whether a value that stands in no index may hold a text, as the pack knows. */
  mayHaveUnindexed(
    pack: PackId,
    segment: number,
    name: string,
    shapes: readonly number[],
  ): boolean {
    return this.#open.pack(pack).mayHaveUnindexed(segment, name, shapes);
  }

  /** Reads where a file lies now: others may pack it, and remove its own shard, at any time. */
  #following<Answer>(file: PublishedFile, read: (pack: PackId | null) => Answer): Answer {
    const pack = this.#places.packOf(file);
    try {
      return read(pack);
    } catch (error) {
      this.#places.lookAgain();
      const now = this.#places.packOf(file);
      if (now === pack) throw error;
      return read(now);
    }
  }

  #member(file: PublishedFile, pack: PackId): PackMember {
    const facts = this.#facts(file, pack);
    return this.#members.get(
      memberKey(pack, file),
      () => new PackMember(this.#tables(pack), facts),
    );
  }

  #facts(file: PublishedFile, pack: PackId): MemberFacts {
    const known = this.#known.get(file);
    if (known?.pack === pack) return known.facts;
    const facts = this.#open.pack(pack).facts(file.id, file.published.generation);
    this.#known.set(file, { pack, facts });
    return facts;
  }

  /** A pack as its members read it here: through what is kept of it. */
  #tables(pack: PackId): PackTables {
    const open = (): PackReader => this.#open.pack(pack);
    return {
      ...{ fields: open().fields, keepsRawTexts: open().keepsRawTexts },
      segment: (id) => this.#keptSegments.ofPack(pack, id).segment,
      placesOf: (member) => this.#keptSegments.placesOfMember(pack, member),
      summaryOf: (member) => open().summaryOf(member),
      column: (segment, field) => this.#keptSegments.ofPack(pack, segment).column(field),
      document: (event) => open().document(event),
      documents: (start, end) => open().documents(start, end),
      flaws: (range, start, end) => open().flaws(range, start, end),
      flawKinds: (range) => open().flawKinds(range),
      close: () => undefined,
    };
  }

  /** Of the values of a field, letter case of its name ignored. */
  numbersOf(field: string): ValueNumbers {
    return this.#numbers.get(field.toLowerCase(), () => new ValueNumbers(field));
  }

  /** They have grown: too many are not kept. */
  keepNumbers(field: string): void {
    const { heldBytes } = this.numbersOf(field);
    if (heldBytes > MOST_NUMBER_BYTES) this.#numbers.giveUp(field.toLowerCase());
  }

  /** Bytes of decoded columns, those of packs among them. */
  keepAtMost(bytes: number): void {
    this.#keptSegments.keepAtMost(bytes);
  }

  /** Closes a file's own shard, so that it can be removed from disk. */
  release(file: FileId): void {
    this.#open.release(file);
  }

  close(): void {
    this.#open.close();
    this.#keptSegments.clear();
  }
}
