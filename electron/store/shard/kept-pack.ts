/**
 * The pack read last stays open, with the columns of the segment read last: hunts and counts come to its members one
 * behind the other, and dozens of them lie in a segment. Every process has its own.
 */
import fs from 'node:fs';
import type { FlawRow } from '@shared/contract/evidence-views';
import type { GenerationPlace, Segment, SegmentPlaces } from '../event-store';
import type { FieldNames } from './field-names';
import { type MemberFacts, PackMember, type PackTables } from './pack-member';
import { openPack, type PackReader } from './pack-reader';
import type { ShardSummary } from './shard-summary';
import type { FlawRange } from './shard-tables';
import type { LazyColumn } from './stored-column';

let kept: KeptPack | null = null;

/** Differs where another file stands under the same path. */
function identityOf(file: string): string {
  const { ino, size, mtimeMs } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
  return [file, ino, size, mtimeMs].join(' ');
}

/** @throws CaseScopeError `shard-damaged` where the pack cannot be read or does not have the file's events */
export function openMember(file: string, { file: id, generation }: GenerationPlace): PackMember {
  const identity = identityOf(file);
  if (kept?.identity !== identity) {
    const opened = new KeptPack(identity, openPack(file));
    kept?.letGo();
    kept = opened;
  }
  return kept.use((pack) => pack.facts(id, generation));
}

class KeptPack implements PackTables {
  readonly identity: string;
  readonly fields: FieldNames;
  readonly keepsRawTexts: boolean;
  readonly #pack: PackReader;
  #users = 0;
  #isKept = true;
  #segment: Segment | null = null;
  #places: { readonly of: MemberFacts; readonly places: SegmentPlaces } | null = null;
  readonly #columns = new Map<number, LazyColumn | null>();

  constructor(identity: string, pack: PackReader) {
    this.identity = identity;
    this.fields = pack.fields;
    this.keepsRawTexts = pack.keepsRawTexts;
    this.#pack = pack;
  }

  /** A member for whoever closes it again. */
  use(facts: (pack: PackReader) => PackMember['facts']): PackMember {
    const member = new PackMember(this, facts(this.#pack));
    this.#users++;
    return member;
  }

  segment(id: number): Segment {
    return this.#at(id);
  }

  placesOf(member: MemberFacts): SegmentPlaces {
    if (this.#places?.of !== member)
      this.#places = { of: member, places: this.#pack.placesOf(member) };
    return this.#places.places;
  }

  summaryOf(member: MemberFacts): ShardSummary {
    return this.#pack.summaryOf(member);
  }

  #at(id: number): Segment {
    if (this.#segment?.id !== id) {
      this.#segment = this.#pack.segment(id);
      this.#columns.clear();
    }
    return this.#segment;
  }

  column(segment: number, field: number): LazyColumn | null {
    this.#at(segment);
    let column = this.#columns.get(field);
    if (column === undefined) {
      column = this.#pack.column(segment, field);
      this.#columns.set(field, column);
    }
    return column;
  }

  document(event: number): string {
    return this.#pack.document(event);
  }

  documents(start: number, end: number): Generator<Uint8Array, void, undefined> {
    return this.#pack.documents(start, end);
  }

  flaws(range: FlawRange, start: number, end: number): FlawRow[] {
    return this.#pack.flaws(range, start, end);
  }

  flawKinds(range: FlawRange): { kind: string; count: number }[] {
    return this.#pack.flawKinds(range);
  }

  /** One of its members is done with. */
  close(): void {
    this.#users--;
    this.#closeUnused();
  }

  /** Another pack is kept in its place. */
  letGo(): void {
    this.#isKept = false;
    this.#closeUnused();
  }

  #closeUnused(): void {
    if (!this.#isKept && this.#users <= 0) this.#pack.close();
  }
}
