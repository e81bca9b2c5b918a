/** Original records, packed together in blocks: a count, a length for each, then all texts in UTF-8. */
import { compress, decompress, type Effort } from '../compression';
import type { SqliteReader, SqliteWriter, Statement } from '../sqlite';
import { BLOCK_BYTES, DOCUMENTS_PER_BLOCK } from './shard-schema';

/** One that lies open: who asks for one record of it spares the others. */
class OpenBlock {
  readonly firstEvent: number;
  readonly #bytes: Buffer;
  /** Where each record begins, and where the last one ends. */
  readonly #starts: Uint32Array;

  constructor(firstEvent: number, bytes: Buffer) {
    this.firstEvent = firstEvent;
    this.#bytes = bytes;
    const count = bytes.readUInt32LE(0);
    if (count > bytes.length / LENGTH_BYTES) throw new RangeError(`a block of ${count} records`);
    this.#starts = new Uint32Array(count + 1);
    this.#starts[0] = (1 + count) * LENGTH_BYTES;
    let end = (1 + count) * LENGTH_BYTES;
    for (let at = 0; at < count; at++) {
      end += bytes.readUInt32LE((1 + at) * LENGTH_BYTES);
      this.#starts[at + 1] = end;
    }
    if (end !== bytes.length) throw new RangeError(`records of ${end} bytes in ${bytes.length}`);
  }

  /** Undefined where it is not in this block. */
  record(event: number): Buffer | undefined {
    const at = event - this.firstEvent;
    if (at < 0 || at + 1 >= this.#starts.length) return undefined;
    return this.#bytes.subarray(this.#starts[at], this.#starts[at + 1]);
  }
}

/** The count, and each length. */
const LENGTH_BYTES = 4;

/** How documents are packed together. */
export interface DocumentPacking {
  readonly documentsPerBlock: number;
  readonly effort: Effort;
}

const IN_SHARDS: DocumentPacking = { documentsPerBlock: DOCUMENTS_PER_BLOCK, effort: 'quick' };

export class DocumentBlockWriter {
  readonly #insert: Statement;
  readonly #packing: DocumentPacking;
  /** Texts of the block being filled, one behind the other. */
  #texts = Buffer.allocUnsafe(1 << 20);
  readonly #lengths: number[] = [];
  #used = 0;
  #firstEvent = 0;

  constructor(writer: SqliteWriter, packing = IN_SHARDS) {
    this.#packing = packing;
    this.#insert = writer.prepare('INSERT INTO document VALUES (?, ?, ?)');
  }

  /** `document` is UTF-8 and copied. */
  add(document: Uint8Array): void {
    this.#reserve(document.length);
    this.#texts.set(document, this.#used);
    this.#used += document.length;
    this.#lengths.push(document.length);
    const isFull = this.#lengths.length >= this.#packing.documentsPerBlock;
    if (isFull || this.#used >= BLOCK_BYTES) this.flush();
  }

  #reserve(more: number): void {
    if (this.#used + more <= this.#texts.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#texts.length * 2, this.#used + more));
    this.#texts.copy(grown, 0, 0, this.#used);
    this.#texts = grown;
  }

  flush(): void {
    const count = this.#lengths.length;
    if (count === 0) return;
    const header = Buffer.alloc(4 + count * 4);
    header.writeUInt32LE(count, 0);
    this.#lengths.forEach((length, at) => header.writeUInt32LE(length, 4 + at * 4));
    const bytes = Buffer.concat([header, this.#texts.subarray(0, this.#used)]);
    this.#insert.run(this.#firstEvent, bytes.length, compress(bytes, this.#packing.effort));
    this.#firstEvent += count;
    this.#lengths.length = 0;
    this.#used = 0;
  }
}

/** Reads documents by event number; the last block stays open, since neighbours are asked for together. */
export class DocumentBlockReader {
  readonly #select: Statement;
  #block: OpenBlock | null = null;

  constructor(reader: SqliteReader) {
    this.#select = reader.prepare(
      'SELECT * FROM document WHERE first_event <= ? ORDER BY first_event DESC LIMIT 1',
    );
  }

  /** @throws Error where there is no such document */
  document(event: number): string {
    return this.documentBytes(event).toString('utf8');
  }

  /** As stored, in UTF-8. @throws Error as above */
  documentBytes(event: number): Buffer {
    const document = this.#block?.record(event) ?? this.#open(event).record(event);
    if (document === undefined) throw new Error(`document ${event} is missing`);
    return document;
  }

  #open(event: number): OpenBlock {
    const row = this.#select.get(event);
    if (!(row?.['packed'] instanceof Uint8Array)) throw new Error(`document ${event} is missing`);
    const bytes = decompress(row['packed'], Number(row['bytes']));
    return (this.#block = new OpenBlock(Number(row['first_event']), bytes));
  }
}
