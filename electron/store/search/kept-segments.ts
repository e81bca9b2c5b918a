/** Segments that were read, with their columns and with where their events stand, each kept while in use. */
import type { PackId } from '@shared/model/ids';
import { SEARCH_MEMORY_MB } from '@shared/model/search-memory';
import type { PublishedFile } from '../case/published-rows';
import type { Segment, SegmentPlaces } from '../event-store';
import { PLACE_BYTES } from '../shard/member-places';
import type { MemberFacts } from '../shard/pack-member';
import type { PackReader } from '../shard/pack-reader';
import type { ShardReader } from '../shard/shard-reader';
import type { StoredColumn } from '../shard/stored-column';
import { generationKey, type OpenShards, packKey } from './open-shards';
import { RecentlyUsed } from './recently-used';
import { SegmentColumns } from './segment-columns';

/** Times of some twenty million events. */
const MOST_SEGMENT_BYTES = 200 << 20;
/** That a segment has no values of a field. */
const NO_COLUMN_BYTES = 128;
/** Of the segments and members that pages of rows come from: of four million events. */
const MOST_PLACE_BYTES = 64 << 20;

interface HeldPlaces {
  readonly places: SegmentPlaces;
  readonly events: number;
}

/** A shard as it lies open, and how places of its segments are read. */
interface SegmentSource {
  readonly key: string;
  open(this: void): ShardReader | PackReader;
  places(this: void, segment: number): SegmentPlaces;
}

export class KeptSegments {
  readonly #shards: OpenShards;
  readonly #segments = new RecentlyUsed<string, SegmentColumns>(
    MOST_SEGMENT_BYTES,
    undefined,
    ({ heldBytes }) => heldBytes,
  );
  #last: { readonly pack: PackId; readonly segment: SegmentColumns } | null = null;
  /** Given up one by one: a search that goes through the whole case asks few columns of each segment. */
  readonly #columns: RecentlyUsed<string, StoredColumn | null>;
  readonly #places = new RecentlyUsed<string, HeldPlaces>(
    MOST_PLACE_BYTES,
    undefined,
    ({ events }) => events * PLACE_BYTES,
  );

  /** @param threads that read the case beside each other */
  constructor(shards: OpenShards, threads: number) {
    this.#shards = shards;
    this.#columns = new RecentlyUsed(
      (SEARCH_MEMORY_MB.usual << 20) / threads,
      () => undefined,
      (column) => column?.heldBytes ?? NO_COLUMN_BYTES,
    );
  }

  /** Of a file's own shard. @throws CaseScopeError `shard-damaged` */
  ofFile(file: PublishedFile, id: number): SegmentColumns {
    const key = generationKey(file);
    const open = (): ShardReader => this.#shards.shard(file);
    const read = (segment: number) => (): HeldPlaces => {
      const shard = open();
      return { places: shard.places(segment), events: shard.segment(segment).events };
    };
    const places = (segment: number): SegmentPlaces =>
      this.#places.get(`${key}.${segment}`, read(segment)).places;
    return this.#segment({ key, open, places }, id);
  }

  /** Of a pack: whoever goes through files comes to members of one segment one behind the other. @throws CaseScopeError as above */
  ofPack(pack: PackId, id: number): SegmentColumns {
    if (this.#last?.pack !== pack || this.#last.segment.segment.id !== id)
      this.#last = { pack, segment: this.#readOfPack(pack, id) };
    return this.#last.segment;
  }

  #readOfPack(pack: PackId, id: number): SegmentColumns {
    const open = (): PackReader => this.#shards.pack(pack);
    return this.#segment({ key: packKey(pack), open, places: placesOfNone }, id);
  }

  #segment({ key: shard, open, places }: SegmentSource, id: number): SegmentColumns {
    const key = `${shard}.${id}`;
    return this.#segments.get(key, () => {
      const source = open();
      const column = (field: number): StoredColumn | null =>
        this.#columns.get(`${key}.${field}`, () => open().column(id, field));
      return new SegmentColumns({
        ...{ key, open, column, places: () => places(id) },
        fields: 'head' in source ? source.head.fields : source.fields,
        segment: (): Segment => open().segment(id, open),
      });
    });
  }

  placesOfMember(pack: PackId, member: MemberFacts): SegmentPlaces {
    const key = `${packKey(pack)} from ${member.firstEvent}`;
    const { events } = member;
    const read = (): SegmentPlaces => this.#shards.pack(pack).placesOf(member);
    return this.#places.get(key, () => ({ places: read(), events })).places;
  }

  /** Bytes of decoded columns, those of packs among them. */
  keepAtMost(bytes: number): void {
    this.#columns.limit(bytes);
  }

  clear(): void {
    this.#last = null;
    this.#segments.clear();
    this.#columns.clear();
    this.#places.clear();
  }
}

const placesOfNone = (): never => {
  throw new TypeError('the members of a pack have places, its segments have none');
};
