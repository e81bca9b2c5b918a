/** An EVTX file as events and flaws: file → chunks → records (evtx.md 1–3), one chunk in memory. */
import type { ByteSource, Estimate, EvidenceReader } from '@shared/model/evidence-reader';
import { ChunkBytes } from './chunk-bytes';
import { claimedRecords, parseChunkHeader } from './chunk-header';
import { ChunkWalk } from './chunk-walk';
import { EventStream } from './event-stream';
import { FILE_HEADER_BYTES, type FileHeader, parseFileHeader } from './file-header';
import { FileTemplates } from './file-templates';
import { IntegrityCheck, type LogIntegrity } from './log-integrity';
import type { LentTemplates } from './lent-templates';
import { type NativeCode, PLAIN_CODE } from './native-code';
import type { LentPlan } from './plan';
import { SMALLEST_RECORD_BYTES } from './record-frame';
import { RecordReader } from './record-reader';
import { RecordRecovery } from './record-recovery';
import { TemplateStore } from './template-store';

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
  readonly #options: EvtxOptions;
  readonly #templates: TemplateStore;
  readonly #header: FileHeader | null;
  readonly #native: NativeCode;
  #integrity: IntegrityCheck;
  #definitions = new FileTemplates();
  #stream: EventStream | null = null;

  constructor(source: ByteSource, options: EvtxOptions) {
    this.#source = source;
    this.#options = options;
    this.#native = options.native ?? PLAIN_CODE;
    this.#templates = options.templates ?? new TemplateStore();
    this.#chunk = new ChunkBytes(this.#native);
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
    return this.#stream?.records ?? 0;
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

  records(): EventStream {
    return this.events();
  }

  events(): EventStream {
    const isRetried = this.#options.recover === true;
    this.#integrity = this.#newCheck();
    this.#definitions = new FileTemplates();
    const reader = new RecordReader(this.#chunk, this.#templates, {
      native: this.#native,
      isRetried,
      file: this.#definitions,
    });
    const { lent = null } = this.#options;
    const log = {
      source: this.#source,
      header: this.#header,
      chunk: this.#chunk,
      chunks: this.#chunks,
      reader,
      recovery: isRetried ? new RecordRecovery(this.#chunk, reader, lent) : null,
      integrity: this.#integrity,
    };
    this.#stream = new EventStream(log, this.#firstChunk);
    return this.#stream;
  }

  // A file whose header is gone, or a run of carved chunks, is searched from its beginning.
  get #firstChunk(): number {
    return this.#header === null ? 0 : FILE_HEADER_BYTES;
  }
}
