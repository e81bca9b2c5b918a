/** Original records, packed together in blocks: a count, a length for each, then all texts in UTF-8. */
import { compress, decompress } from '../compression';
import type { SqliteReader, SqliteWriter, Statement } from '../sqlite';
import { BLOCK_BYTES, DOCUMENTS_PER_BLOCK } from './shard-schema';

function unpackBlock(bytes: Buffer): Buffer[] {
  const count = bytes.readUInt32LE(0);
  const documents: Buffer[] = [];
  let offset = 4 + count * 4;
  for (let at = 0; at < count; at++) {
    const end = offset + bytes.readUInt32LE(4 + at * 4);
    documents.push(bytes.subarray(offset, end));
    offset = end;
  }
  return documents;
}

export class DocumentBlockWriter {
  readonly #insert: Statement;
  readonly #documentsPerBlock: number;
  /** Texts of the block being filled, one behind the other. */
  #texts = Buffer.allocUnsafe(1 << 20);
  readonly #lengths: number[] = [];
  #used = 0;
  #firstEvent = 0;

  constructor(writer: SqliteWriter, documentsPerBlock = DOCUMENTS_PER_BLOCK) {
    this.#documentsPerBlock = documentsPerBlock;
    this.#insert = writer.prepare('INSERT INTO document VALUES (?, ?, ?)');
  }

  /** `document` is UTF-8 and copied. */
  add(document: Uint8Array): void {
    this.#reserve(document.length);
    this.#texts.set(document, this.#used);
    this.#used += document.length;
    this.#lengths.push(document.length);
    if (this.#lengths.length >= this.#documentsPerBlock || this.#used >= BLOCK_BYTES) this.flush();
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
    this.#insert.run(this.#firstEvent, bytes.length, compress(bytes));
    this.#firstEvent += count;
    this.#lengths.length = 0;
    this.#used = 0;
  }
}

/** Reads documents by event number; the last block stays open, since neighbours are asked for together. */
export class DocumentBlockReader {
  readonly #select: Statement;
  #firstEvent = 0;
  #documents: Buffer[] = [];

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
    const held = event - this.#firstEvent;
    if (held < 0 || held >= this.#documents.length) this.#open(event);
    const document = this.#documents[event - this.#firstEvent];
    if (document === undefined) throw new Error(`document ${event} is missing`);
    return document;
  }

  #open(event: number): void {
    const row = this.#select.get(event);
    if (!(row?.['packed'] instanceof Uint8Array)) throw new Error(`document ${event} is missing`);
    this.#documents = unpackBlock(decompress(row['packed'], Number(row['bytes'])));
    this.#firstEvent = Number(row['first_event']);
  }
}
