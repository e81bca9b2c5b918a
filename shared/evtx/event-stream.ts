/**
 * The events and flaws of a log in physical order, one a step: chunk by chunk, record by record, and behind
 * the last one what recovery finds. Its steps are written out, because two generators one in the other cost
 * more than finding a record does.
 */
import type { ByteSource } from '@shared/model/evidence-reader';
import { CHUNK_BYTES, type ChunkBytes } from './chunk-bytes';
import { type ChunkGap, ChunkGaps } from './chunk-gaps';
import { type ChunkHeader, claimedRecords, isZeroChunk, parseChunkHeader } from './chunk-header';
import type { ChunkWalk } from './chunk-walk';
import { EvtxDamage } from './evtx-damage';
import { TreeEvent } from './evtx-event';
import { type EvtxParsed, flawAt, lostAt, lostRecords } from './evtx-parsed';
import { FILE_HEADER_BYTES, type FileHeader } from './file-header';
import type { IntegrityCheck } from './log-integrity';
import type { RecordReader } from './record-reader';
import type { FailedRecord, Recovered, RecordRecovery } from './record-recovery';
import { RecordWalk } from './record-walk';

/** A log that was opened. */
export interface OpenLog {
  readonly source: ByteSource;
  readonly header: FileHeader | null;
  readonly chunk: ChunkBytes;
  readonly chunks: ChunkWalk;
  readonly reader: RecordReader;
  /** Null where only the live part is read. */
  readonly recovery: RecordRecovery | null;
  readonly integrity: IntegrityCheck;
}

export class EventStream implements IterableIterator<EvtxParsed, undefined> {
  /** Records come across so far. */
  records = 0;
  readonly #log: OpenLog;
  readonly #walk: RecordWalk;
  readonly #recovery: RecordRecovery | null;
  readonly #gaps = new ChunkGaps();
  /** What is to be told before the next record. */
  readonly #flaws: EvtxParsed[] = [];
  /** The header of the chunk at hand, null for one without, undefined between chunks. */
  #header: ChunkHeader | null | undefined = undefined;
  #recordsBefore = 0;
  #failed: FailedRecord[] = [];
  #behind: Generator<EvtxParsed, undefined, undefined> | null = null;

  /** `firstBytes`: where the first chunk stands. */
  constructor(log: OpenLog, firstBytes: number) {
    this.#log = log;
    this.#walk = new RecordWalk(log.chunk);
    this.#recovery = log.recovery;
    log.chunks.start(firstBytes, log.recovery === null);
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<EvtxParsed, undefined> {
    for (;;) {
      const flaw = this.#flaws.length > 0 ? this.#flaws.shift() : undefined;
      if (flaw !== undefined) return { done: false, value: flaw };
      if (this.#header === undefined) {
        if (!this.#beginChunk()) return this.#last();
      } else if (this.#walk.next()) {
        const record = this.#record(this.#header === null);
        if (record !== null) return { done: false, value: record };
      } else this.#endChunk(this.#header);
    }
  }

  #last(): IteratorResult<EvtxParsed, undefined> {
    this.#behind ??= this.#behindChunks();
    return this.#behind.next();
  }

  *#behindChunks(): Generator<EvtxParsed, undefined, undefined> {
    yield* this.#cutShort();
    if (this.#recovery !== null) yield* this.#recovered(this.#recovery);
  }

  /** False at the end of the file. */
  #beginChunk(): boolean {
    const { chunk, chunks, reader, integrity } = this.#log;
    if (!chunks.next()) return false;
    if (isZeroChunk(chunk)) {
      this.#gaps.zeroChunk(chunks.startBytes);
      return true;
    }
    const header = parseChunkHeader(chunk);
    const lost = this.#gaps.chunk(header);
    if (lost !== null) this.#flaws.push(this.#gap(lost));
    integrity.chunk(chunk, chunks.startBytes, header);
    if (header !== null && chunks.mayHoldAnother && this.#lacksRecords(header)) chunks.realign();
    reader.startChunk(chunks.startBytes);
    if (header === null) this.#flaws.push(this.#headerless());
    this.#failed = [];
    this.#recordsBefore = this.records;
    this.#walk.start(header, chunks.lengthBytes);
    this.#header = header;
    return true;
  }

  #endChunk(header: ChunkHeader | null): void {
    const { startBytes, lengthBytes } = this.#log.chunks;
    if (header !== null) this.#tellMissing(header, this.records - this.#recordsBefore);
    const slackFrom = this.#walk.liveEnd;
    this.#recovery?.noteChunk({ startBytes, lengthBytes, slackFrom, failed: this.#failed });
    this.#header = undefined;
  }

  /** The record the walk stands on, or that it is lost; null while recovery may still find it. */
  #record(isHeaderless: boolean): EvtxParsed | null {
    const walk = this.#walk;
    this.records++;
    if (walk.damage !== null) return this.#lost(walk.damage);
    const event = this.#log.reader.read(walk, isHeaderless ? 'recovered' : 'live');
    if (event instanceof EvtxDamage) {
      if (this.#recovery === null) return this.#lost(event.message);
      const { chunkOffset, sizeBytes } = walk;
      this.#failed.push({ frame: { chunkOffset, sizeBytes }, reason: event.message });
      return null;
    }
    this.#recovery?.noteLive(walk.chunkOffset);
    if (event instanceof TreeEvent) {
      for (const reason of event.damage) {
        this.#flaws.push(flawAt('value-damaged', event.offsetBytes, reason));
      }
    }
    return { type: 'event', event };
  }

  #lost(reason: string): EvtxParsed {
    return lostAt(this.#log.chunks.startBytes + this.#walk.chunkOffset, reason);
  }

  #lacksRecords(header: ChunkHeader): boolean {
    let found = 0;
    this.#walk.start(header, this.#log.chunks.lengthBytes);
    while (this.#walk.next()) found++;
    return found < (claimedRecords(header) ?? 0);
  }

  #gap({ offsetBytes, records }: ChunkGap): EvtxParsed {
    this.#log.integrity.missing();
    const reason = `chunks are zeroed here; ${records} records between their neighbours are missing`;
    return lostRecords('chunk-header', offsetBytes, reason, records);
  }

  #headerless(): EvtxParsed {
    const { startBytes, lengthBytes } = this.#log.chunks;
    const isFileHeader = startBytes === 0 && lengthBytes < CHUNK_BYTES;
    return isFileHeader
      ? flawAt('file-header', 0, 'the file header is damaged; the chunks were found without it')
      : flawAt(
          'chunk-header',
          startBytes,
          'the chunk header is damaged; its records were read without it',
        );
  }

  /** Records a chunk claims beyond those found in it: cut off with the end of the file, or overwritten. */
  #tellMissing(header: ChunkHeader, found: number): void {
    const claimed = claimedRecords(header) ?? 0;
    if (found >= claimed) return;
    const { startBytes } = this.#log.chunks;
    const isCut = startBytes + CHUNK_BYTES > this.#log.source.sizeBytes;
    const where = isCut ? 'the file ends inside this chunk' : 'the chunk is not whole';
    const reason = `${where}: it claims ${claimed} records, ${found} are there`;
    this.#flaws.push(lostRecords('record-cut-short', startBytes, reason, claimed - found));
  }

  /** A header that tells of more chunks than there are: the file was cut, or never copied whole. */
  *#cutShort(): Generator<EvtxParsed, void, undefined> {
    const { header, source, integrity, chunks } = this.#log;
    const { sizeBytes } = source;
    if (header === null) return;
    if (sizeBytes < FILE_HEADER_BYTES) {
      integrity.missing();
      yield flawAt('file-cut-short', sizeBytes - 1, 'the file ends inside its header', true);
    } else if (header.checksumValid && header.chunks > chunks.room) {
      integrity.missing();
      const reason = `the file ends here; its header tells of ${header.chunks} chunks, ${chunks.room} are there`;
      yield flawAt('file-cut-short', sizeBytes - 1, reason, true);
    }
  }

  *#recovered(recovery: RecordRecovery): Generator<EvtxParsed, void, undefined> {
    const { chunks } = this.#log;
    for (const found of recovery.records((look) => {
      chunks.reload(look.startBytes, look.lengthBytes);
    })) {
      if (found.type === 'lost') yield lostAt(found.offsetBytes, found.reason);
      else yield* recoveredEvent(found);
    }
    for (const flaw of recovery.lentUse.flaws()) yield { type: 'flaw', flaw };
  }
}

function* recoveredEvent(
  found: Extract<Recovered, { type: 'event' }>,
): Generator<EvtxParsed, void, undefined> {
  const { event } = found;
  yield { type: 'event', event };
  // What slack holds was never promised: only a live record that comes back in parts is a flaw.
  if (found.wasLive) {
    for (const reason of event.damage) yield flawAt('template-missing', event.offsetBytes, reason);
  }
}
