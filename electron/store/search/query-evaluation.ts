/**
 * A query over the files of a case, file by file in any order. Where a file is packed, the segment that holds its
 * events is evaluated once, for all files that have theirs in it; where no file needs it, not at all.
 */
import type { FileTime } from '@shared/model/file-time';
import type { FileId, PackId } from '@shared/model/ids';
import type { Query } from '@shared/query/ast';
import type { Segment } from '../event-store';
import { partOf } from '../shard/pack-member';
import type { PublishedFile } from '../case/published-rows';
import { asksCaseEnd } from './case-end';
import { isOfOneFile } from './case-facts';
import type { CaseFiles } from './case-files';
import type { FilePart } from './case-shards';
import { evaluateSegment } from './evaluate-segment';
import { narrowed } from './narrow-query';
import { inStretch, type Places } from './places';
import type { SegmentColumns } from './segment-columns';
import { planned, type PlannedQuery } from './query-plan';
import type { SearchedFile, SearchedPart, SearchedShard } from './told-by-case';

/** Events of a file that match. */
export interface Evaluated {
  readonly segment: Segment;
  /** In the segment. */
  readonly places: Places;
  /** A segment of the file once more. */
  again(this: void, segment: number): Segment;
}

interface SearchedPack {
  readonly shard: SearchedShard;
  /** By segment. */
  readonly evaluated: Map<number, Places>;
}

export class QueryEvaluation {
  readonly #files: CaseFiles;
  readonly #plan: PlannedQuery;
  readonly #searched: ReadonlyMap<number, PublishedFile>;
  readonly #caseEnd: FileTime | null;
  /** Whether the examiner marked anything in a file. */
  readonly isMarked: (file: PublishedFile) => boolean;
  readonly #packs = new Map<PackId, SearchedPack>();
  /** Of files in packs, why their detections, hits or marks cannot be read: others in their segments are searched. */
  readonly #unreadable = new Map<FileId, unknown>();

  constructor(files: CaseFiles, query: Query, searched: readonly PublishedFile[]) {
    this.#files = files;
    this.#plan = planned(query);
    this.#searched = new Map(searched.map((file) => [file.id, file]));
    this.#caseEnd = asksCaseEnd(query) ? files.caseEnd : null;
    this.isMarked = files.marked();
  }

  /** What is left of the query for a file; null where none of its events can match. */
  leftFor(file: PublishedFile): PlannedQuery | null {
    if (this.#plan.kind === 'all') return this.#plan;
    // Segments of a pack are evaluated for all files together: that is faster than to read the outline of each.
    const outline = file.published.pack === null ? this.#files.outline(file) : null;
    const isMarked = this.isMarked(file);
    return narrowed(this.#plan, { file, outline, isMarked, caseEnd: this.#caseEnd });
  }

  /**
   * Stretches with any match, in order.
   * @param query what is left of it for the file
   * @param look called before each stretch; may throw to end the search
   * @throws CaseScopeError `shard-damaged`
   */
  *over(
    file: PublishedFile,
    query: PlannedQuery,
    look: () => void,
  ): Generator<Evaluated, void, undefined> {
    const { shards } = this.#files;
    const own = once(() => this.#ownShard(file));
    // One for all segments: as long as a result is kept, it holds on to none of them.
    const again = (id: number): Segment => shards.part(file, id).segment;
    for (const part of shards.parts(file)) {
      look();
      const { segment } = part;
      const places = query.kind === 'all' ? null : this.#placesOf(part, query, own);
      if (this.#unreadable.has(file.id)) throw this.#unreadable.get(file.id);
      if (places?.length === 0) continue;
      yield { segment, places, again };
    }
  }

  #placesOf(part: FilePart, query: PlannedQuery, own: () => SearchedShard): Places {
    const { pack, whole, from, segment } = part;
    if (pack === null) return evaluateSegment(query, whole, own());
    return inStretch(this.#evaluatePacked(whole, pack), from, segment.events);
  }

  /** Of the query as it was asked: what is left of it differs from file to file. */
  #evaluatePacked(whole: SegmentColumns, pack: PackId): Places {
    const { shard, evaluated } = this.#packs.get(pack) ?? this.#take(pack);
    const { id } = whole.segment;
    const known = evaluated.get(id);
    if (known !== undefined) return known;
    const places = evaluateSegment(this.#plan, whole, shard);
    evaluated.set(id, places);
    return places;
  }

  #take(pack: PackId): SearchedPack {
    const taken = { shard: this.#packShard(pack), evaluated: new Map() };
    this.#packs.set(pack, taken);
    return taken;
  }

  #ownShard(file: PublishedFile): SearchedShard {
    const searched = this.#searchedFile(file);
    const outline = once(() => this.#files.outline(file));
    return {
      ...{ known: new Map(), caseEnd: this.#caseEnd },
      kept: this.#files.shards.kept,
      indexed: (trigrams) => this.#files.shards.indexed(file, trigrams),
      mayHaveUnindexed: (_, name, shapes) => outline()?.mayHaveUnindexed(name, shapes) ?? true,
      parts: (segment) => [{ from: 0, segment, file: searched }],
    };
  }

  #packShard(pack: PackId): SearchedShard {
    return {
      ...{ known: new Map(), caseEnd: this.#caseEnd },
      kept: this.#files.shards.kept,
      indexed: (trigrams) => this.#files.shards.indexedInPack(pack, trigrams),
      mayHaveUnindexed: ({ id }, name, shapes) =>
        this.#files.shards.mayHaveUnindexed(pack, id, name, shapes),
      parts: ofOneSegment((segment) => this.#partsOf(pack, segment)),
    };
  }

  /** Of files that are asked anything; nobody looks at what matches of the others. */
  #partsOf(pack: PackId, segment: Segment): SearchedPart[] {
    return this.#files.shards.membersIn(pack, segment.id).flatMap((member): SearchedPart[] => {
      const file = this.#searched.get(member.file);
      if (file?.published.generation !== member.generation) return [];
      const query = this.leftFor(file);
      if (query === null || query.kind === 'all') return [];
      const from = member.firstEvent - segment.firstEvent;
      return [{ from, segment: partOf(segment, member), file: this.#searchedMember(file) }];
    });
  }

  #searchedMember(file: PublishedFile): SearchedFile {
    const orNone =
      <Told>(tell: () => Told, none: Told): (() => Told) =>
      () => {
        try {
          return tell();
        } catch (error) {
          if (!isOfOneFile(error)) throw error;
          this.#unreadable.set(file.id, error);
          return none;
        }
      };
    const { name, detections, hits, marks } = this.#searchedFile(file);
    return {
      name,
      detections: orNone(detections, []),
      hits: orNone(hits, []),
      marks: orNone(marks, new Map()),
    };
  }

  #searchedFile(file: PublishedFile): SearchedFile {
    return {
      name: file.name,
      detections: once(() => this.#files.detections(file)),
      hits: once(() => this.#files.hits(file)),
      marks: once(() => this.#files.marks(file)),
    };
  }
}

function once<Told>(read: () => Told): () => Told {
  let known: { readonly told: Told } | undefined;
  return () => (known ??= { told: read() }).told;
}

/** Asked again and again while a segment is evaluated, and never after that. */
function ofOneSegment<Told>(read: (segment: Segment) => Told): (segment: Segment) => Told {
  let last: { readonly id: number; readonly told: Told } | null = null;
  return (segment) => {
    if (last?.id !== segment.id) last = { id: segment.id, told: read(segment) };
    return last.told;
  };
}
