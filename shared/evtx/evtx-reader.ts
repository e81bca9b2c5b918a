/** An EVTX file as events and flaws: file → chunks → records (evtx.md 1–3), one chunk in memory. */
import type { ByteSource, Estimate, EvidenceReader, Parsed } from '@shared/model/evidence-reader';
import type { Flaw, FlawKind } from '@shared/model/flaw';
import { CHUNK_BYTES, ChunkBytes } from './chunk-bytes';
import { type ChunkHeader, claimedRecords, isZeroChunk, parseChunkHeader } from './chunk-header';
import { type ChunkGap, ChunkGaps } from './chunk-gaps';
import { ChunkWalk } from './chunk-walk';
import { EvtxDamage } from './evtx-damage';
import { type EvtxEvent, TreeEvent } from './evtx-event';
import { FileTemplates } from './file-templates';
import { FILE_HEADER_BYTES, type FileHeader, parseFileHeader } from './file-header';
import { IntegrityCheck, type LogIntegrity } from './log-integrity';
import type { LentTemplates } from './lent-templates';
import { type NativeCode, PLAIN_CODE } from './native-code';
import type { LentPlan } from './plan';
import { RecordReader } from './record-reader';
import { type FailedRecord, type Recovered, RecordRecovery } from './record-recovery';
import { SMALLEST_RECORD_BYTES } from './record-frame';
import { RecordWalk } from './record-walk';
import { TemplateStore } from './template-store';

export type EvtxParsed =
  | { readonly type: 'event'; readonly event: EvtxEvent }
  | { readonly type: 'flaw'; readonly flaw: Flaw };

export interface EvtxOptions {
  /** May outlive the reader, for the next file; it saves time and changes nothing. */
  readonly templates?: TemplateStore;
  /** Whether records outside the live part are read too, behind the live ones. */
  readonly recover?: boolean;
  /** Templates of other files of the case, for records found so whose own file has none of their id. */
  readonly lent?: LentTemplates | null;
  /** Whether the checksums of all chunks are checked. */
  readonly verify?: boolean;
  readonly native?: NativeCode;
}

export function openEvtx(source: ByteSource, options: EvtxOptions = {}): EvtxReader {
  return new EvtxReader(source, options);
}

export class EvtxReader implements EvidenceReader {
  readonly documentKind = 'tree';
  readonly sourceLabel = 'EVTX';
  readonly #source: ByteSource;
  readonly #chunk: ChunkBytes;
  readonly #chunks: ChunkWalk;
  readonly #walk: RecordWalk;
  readonly #options: EvtxOptions;
  readonly #templates: TemplateStore;
  readonly #header: FileHeader | null;
  readonly #native: NativeCode;
  #integrity: IntegrityCheck;
  #definitions = new FileTemplates();
  #done = 0;

  constructor(source: ByteSource, options: EvtxOptions) {
    this.#source = source;
    this.#options = options;
    this.#native = options.native ?? PLAIN_CODE;
    this.#templates = options.templates ?? new TemplateStore();
    this.#chunk = new ChunkBytes(this.#native);
    this.#walk = new RecordWalk(this.#chunk);
    this.#chunks = new ChunkWalk(source, this.#chunk);
    const head = new Uint8Array(FILE_HEADER_BYTES);
    source.read(head, 0);
    this.#header = parseFileHeader(head);
    this.#integrity = this.#newCheck();
  }

  /** Records the chunk headers claim; a chunk whose claim is impossible counts none. */
  estimate(step: (doneBytes: number) => void = () => undefined): Estimate {
    let total = 0;
    this.#chunks.start(this.#firstChunk);
    while (this.#chunks.nextHeader()) {
      step(this.#chunks.startBytes);
      const header = parseChunkHeader(this.#chunk);
      const claimed = header === null ? 0 : (claimedRecords(header) ?? 0);
      // A file may end inside its last chunk.
      const left = this.#source.sizeBytes - this.#chunks.startBytes;
      total += Math.min(claimed, Math.floor(left / SMALLEST_RECORD_BYTES));
    }
    return { total, unit: 'records' };
  }

  done(): number {
    return this.#done;
  }

  #newCheck(): IntegrityCheck {
    return new IntegrityCheck(this.#header, this.#options.verify ? this.#native.crc32 : null);
  }

  /** What `events` has seen of the file's state so far. */
  integrity(): LogIntegrity {
    return this.#integrity.result();
  }

  /** The template definitions `events` has met so far. */
  definitions(): Iterable<LentPlan> {
    return this.#definitions.all();
  }

  records(): Generator<Parsed, void, undefined> {
    return this.events();
  }

  *events(): Generator<EvtxParsed, void, undefined> {
    this.#done = 0;
    this.#integrity = this.#newCheck();
    const isRetried = this.#options.recover === true;
    this.#definitions = new FileTemplates();
    const reader = new RecordReader(this.#chunk, this.#templates, {
      native: this.#native,
      isRetried,
      file: this.#definitions,
    });
    const { lent = null } = this.#options;
    const recovery = isRetried ? new RecordRecovery(this.#chunk, reader, lent) : null;
    this.#chunks.start(this.#firstChunk);
    const gaps = new ChunkGaps();
    while (this.#chunks.next()) {
      const { startBytes } = this.#chunks;
      if (isZeroChunk(this.#chunk)) {
        gaps.zeroChunk(startBytes);
        continue;
      }
      const header = parseChunkHeader(this.#chunk);
      const lost = gaps.chunk(header);
      if (lost !== null) yield this.#gap(lost);
      yield* this.#chunkEvents(header, reader, recovery);
    }
    yield* this.#cutShort();
    if (recovery !== null) yield* this.#recovered(recovery);
  }

  // A file whose header is gone, or a run of carved chunks, is searched from its beginning.
  get #firstChunk(): number {
    return this.#header === null ? 0 : FILE_HEADER_BYTES;
  }

  *#chunkEvents(
    header: ChunkHeader | null,
    reader: RecordReader,
    recovery: RecordRecovery | null,
  ): Generator<EvtxParsed, void, undefined> {
    this.#integrity.chunk(this.#chunk, this.#chunks.startBytes, header);
    if (header !== null && this.#chunks.holdsAnother && this.#lacksRecords(header)) {
      this.#chunks.realign();
    }
    const { startBytes, lengthBytes } = this.#chunks;
    reader.startChunk(startBytes);
    if (header === null) yield this.#headerless();
    const failed: FailedRecord[] = [];
    const before = this.#done;
    const walk = this.#walk;
    walk.start(header, lengthBytes);
    while (walk.next()) {
      this.#done++;
      const event =
        walk.damage === null
          ? reader.read(walk, header === null ? 'recovered' : 'live')
          : new EvtxDamage(walk.damage, walk.chunkOffset);
      if (!(event instanceof EvtxDamage)) {
        recovery?.noteLive(walk.chunkOffset);
        yield { type: 'event', event };
        if (event instanceof TreeEvent && event.damage.length > 0) yield* damages(event);
      } else if (recovery !== null && walk.damage === null) {
        const { chunkOffset, sizeBytes } = walk;
        failed.push({ frame: { chunkOffset, sizeBytes }, reason: event.message });
      } else yield lostAt(startBytes + walk.chunkOffset, event.message);
    }
    if (header !== null) yield* this.#missing(header, this.#done - before);
    recovery?.noteChunk({ startBytes, lengthBytes, slackFrom: walk.liveEnd, failed });
  }

  #lacksRecords(header: ChunkHeader): boolean {
    let found = 0;
    this.#walk.start(header, this.#chunks.lengthBytes);
    while (this.#walk.next()) found++;
    return found < (claimedRecords(header) ?? 0);
  }

  #gap({ offsetBytes, records }: ChunkGap): EvtxParsed {
    this.#integrity.missing();
    const reason = `chunks are zeroed here; ${records} records between their neighbours are missing`;
    return lostRecords('chunk-header', offsetBytes, reason, records);
  }

  /** A header that tells of more chunks than there are: the file was cut, or never copied whole. */
  *#cutShort(): Generator<EvtxParsed, void, undefined> {
    const header = this.#header;
    const { sizeBytes } = this.#source;
    if (header === null) return;
    if (sizeBytes < FILE_HEADER_BYTES) {
      this.#integrity.missing();
      yield flawAt('file-cut-short', sizeBytes - 1, 'the file ends inside its header', true);
    } else if (header.checksumValid && header.chunks > this.#chunks.room) {
      this.#integrity.missing();
      const reason = `the file ends here; its header tells of ${header.chunks} chunks, ${this.#chunks.room} are there`;
      yield flawAt('file-cut-short', sizeBytes - 1, reason, true);
    }
  }

  #headerless(): EvtxParsed {
    const { startBytes, lengthBytes } = this.#chunks;
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
  *#missing(header: ChunkHeader, found: number): Generator<EvtxParsed, void, undefined> {
    const claimed = claimedRecords(header) ?? 0;
    if (found >= claimed) return;
    const { startBytes } = this.#chunks;
    const isCut = startBytes + CHUNK_BYTES > this.#source.sizeBytes;
    const where = isCut ? 'the file ends inside this chunk' : 'the chunk is not whole';
    const reason = `${where}: it claims ${claimed} records, ${found} are there`;
    yield lostRecords('record-cut-short', startBytes, reason, claimed - found);
  }

  *#recovered(recovery: RecordRecovery): Generator<EvtxParsed, void, undefined> {
    const chunks = this.#chunks;
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

function* damages(event: TreeEvent): Generator<EvtxParsed, void, undefined> {
  for (const reason of event.damage) yield flawAt('value-damaged', event.offsetBytes, reason);
}

const lostAt = (offsetBytes: number, reason: string): EvtxParsed =>
  flawAt('record-damaged', offsetBytes, reason, true);

const lostRecords = (
  kind: FlawKind,
  offsetBytes: number,
  reason: string,
  records: number,
): EvtxParsed => ({
  type: 'flaw',
  flaw: { kind, offsetBytes, reason, recordLost: true, lostRecords: records },
});

const flawAt = (
  kind: FlawKind,
  offsetBytes: number,
  reason: string,
  recordLost = false,
): EvtxParsed => ({ type: 'flaw', flaw: { kind, offsetBytes, reason, recordLost } });
