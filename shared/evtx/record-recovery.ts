/**
 * The second pass over a file (evtx.md 8): records outside the live part — in slack behind it, in what the
 * live walk had to give up — and live ones whose own template is gone. Templates are borrowed within the
 * file, so that results never depend on other evidence; those of the case are used only where a snapshot of
 * them was lent to the reading. Every record is marked with how far it can be trusted, and what equals a live
 * one or one found before is left out.
 */
import { type Recovery, textOf } from '@shared/model/event';
import { CHUNK_BYTES, type ChunkBytes } from './chunk-bytes';
import { EvtxDamage } from './evtx-damage';
import type { TreeEvent } from './evtx-event';
import type { LentTemplates } from './lent-templates';
import { LentUse } from './lent-use';
import { LiveRecords } from './live-records';
import {
  claimedBytes,
  nextRecord,
  type RecordFrame,
  recordIdAt,
  writtenTicksAt,
} from './record-frame';
import type { HeldInDoubt, RecordReader } from './record-reader';

/** What seems to be records inside one another, all over a chunk, is none of them. */
const MOST_READ_BYTES = 16 * CHUNK_BYTES;

/** A chunk worth a second look. */
export interface SecondLook {
  /** Position of the chunk in the file, and how much of it belongs to it. */
  readonly startBytes: number;
  readonly lengthBytes: number;
  /** Offset in the chunk from which on records may lie that the live walk did not see. */
  readonly slackFrom: number;
  /** Records of the live part that could not be read. */
  readonly failed: readonly FailedRecord[];
}

export interface FailedRecord {
  readonly frame: RecordFrame;
  readonly reason: string;
}

export type Recovered =
  | { readonly type: 'event'; readonly event: TreeEvent; readonly wasLive: boolean }
  | { readonly type: 'lost'; readonly offsetBytes: number; readonly reason: string };

export class RecordRecovery {
  readonly #chunk: ChunkBytes;
  readonly #reader: RecordReader;
  readonly #live = new LiveRecords();
  readonly #found = new Set<string>();
  readonly #looks: SecondLook[] = [];
  readonly #lent: LentTemplates | null;
  /** What came of the templates of the case. */
  readonly lentUse = new LentUse();

  /** @param lent templates of the case, for records whose own file has none of their id */
  constructor(chunk: ChunkBytes, reader: RecordReader, lent: LentTemplates | null) {
    this.#chunk = chunk;
    this.#reader = reader;
    this.#lent = lent;
  }

  noteLive(frameOffset: number): void {
    const id = Number(recordIdAt(this.#chunk, frameOffset));
    this.#live.add(id, writtenTicksAt(this.#chunk, frameOffset));
  }

  /** Notes the chunk at hand if there is anything to find in it. */
  noteChunk(look: SecondLook): void {
    const hasSlack = nextRecord(this.#chunk, look.slackFrom, CHUNK_BYTES) !== null;
    if (hasSlack || look.failed.length > 0) this.#looks.push(look);
  }

  /** `load` puts a chunk's bytes in place. */
  *records(load: (look: SecondLook) => void): Generator<Recovered, void, undefined> {
    if (this.#looks.length > 0) this.#reader.borrow(this.#lent);
    for (const look of this.#looks) {
      load(look);
      this.#reader.startChunk(look.startBytes);
      for (const failed of look.failed) yield this.#retry(look, failed);
      yield* this.#slack(look);
    }
  }

  #retry({ startBytes }: SecondLook, { frame, reason }: FailedRecord): Recovered {
    const offsetBytes = startBytes + frame.chunkOffset;
    const event = this.#read(frame);
    if (event instanceof EvtxDamage) return { type: 'lost', offsetBytes, reason };
    this.#found.add(keyOf(this.#chunk, frame.chunkOffset));
    return { type: 'event', event, wasLive: true };
  }

  *#slack({ slackFrom }: SecondLook): Generator<Recovered, void, undefined> {
    let offset = nextRecord(this.#chunk, slackFrom, CHUNK_BYTES);
    let bytesLeft = MOST_READ_BYTES;
    while (offset !== null && bytesLeft > 0) {
      const sizeBytes = claimedBytes(this.#chunk, offset);
      bytesLeft -= sizeBytes;
      const event = this.#candidate({ chunkOffset: offset, sizeBytes });
      if (event !== null) yield { type: 'event', event, wasLive: false };
      const next = offset + (event === null ? 1 : sizeBytes);
      offset = nextRecord(this.#chunk, next, CHUNK_BYTES);
    }
  }

  /** What templates of the case make no whole event of is read as if there were none. */
  #read(frame: RecordFrame): TreeEvent | EvtxDamage {
    if (this.#lent === null) return this.#reader.readTree(frame, gradeOf);
    const event = this.#reader.readTree(frame, (read, holds) => {
      const grade = gradeOf(read, holds);
      this.lentUse.note(read.offsetBytes, holds.lending);
      return grade;
    });
    if (!(event instanceof EvtxDamage)) return event;
    this.#reader.borrow(null);
    const alone = this.#reader.readTree(frame, gradeOf);
    this.#reader.borrow(this.#lent);
    return alone;
  }

  #candidate(frame: RecordFrame): TreeEvent | null {
    const { chunkOffset } = frame;
    const id = Number(recordIdAt(this.#chunk, chunkOffset));
    if (this.#live.has(id, writtenTicksAt(this.#chunk, chunkOffset))) return null;
    const key = keyOf(this.#chunk, chunkOffset);
    if (this.#found.has(key)) return null;
    const event = this.#read(frame);
    if (event instanceof EvtxDamage) return null;
    this.#found.add(key);
    return event;
  }
}

const keyOf = (chunk: ChunkBytes, offset: number): string =>
  `${recordIdAt(chunk, offset)} ${writtenTicksAt(chunk, offset)}`;

/** How far a record found outside the live part can be trusted. @throws EvtxDamage where it is no event */
function gradeOf(event: TreeEvent, holds: HeldInDoubt): Recovery {
  const isBorrowed = holds.lending.used.size > 0;
  if (holds.hasUnresolved && !isBorrowed) return 'unresolved';
  const recordId = textOf(event, 'EventRecordID');
  if (recordId === null) throw new EvtxDamage('it has no System part', 0);
  const isWhole = recordId === event.recordId && !holds.hasDoubtfulNames;
  if (!isBorrowed) return isWhole ? 'recovered' : 'doubtful';
  // A template of another file has to prove itself: two doubts about one event are too many.
  if (!isWhole) throw new EvtxDamage('its template is of another file and does not fit', 0);
  return holds.hasUnresolved ? 'unresolved' : 'borrowed';
}
