/** Original records, packed together in blocks: a count, a length for each, then all texts in UTF-8. */
import { compress, decompress } from '../compression';
import type { SqliteReader, SqliteWriter, Statement } from '../sqlite';
import { BLOCK_UNITS, DOCUMENTS_PER_BLOCK } from './shard-schema';

function packBlock(documents: readonly string[]): Buffer {
  const texts = documents.map((document) => Buffer.from(document));
  const header = Buffer.alloc(4 + texts.length * 4);
  header.writeUInt32LE(texts.length, 0);
  texts.forEach((text, at) => header.writeUInt32LE(text.length, 4 + at * 4));
  return Buffer.concat([header, ...texts]);
}

function unpackBlock(bytes: Buffer): string[] {
  const count = bytes.readUInt32LE(0);
  const documents: string[] = [];
  let offset = 4 + count * 4;
  for (let at = 0; at < count; at++) {
    const end = offset + bytes.readUInt32LE(4 + at * 4);
    documents.push(bytes.toString('utf8', offset, end));
    offset = end;
  }
  return documents;
}

export class DocumentBlockWriter {
  readonly #insert: Statement;
  #pending: string[] = [];
  #pendingUnits = 0;
  #firstEvent = 0;

  constructor(writer: SqliteWriter) {
    this.#insert = writer.prepare('INSERT INTO document VALUES (?, ?, ?)');
  }

  add(document: string): void {
    this.#pending.push(document);
    this.#pendingUnits += document.length;
    const isFull = this.#pending.length >= DOCUMENTS_PER_BLOCK || this.#pendingUnits >= BLOCK_UNITS;
    if (isFull) this.flush();
  }

  flush(): void {
    if (this.#pending.length === 0) return;
    const bytes = packBlock(this.#pending);
    this.#insert.run(this.#firstEvent, bytes.length, compress(bytes));
    this.#firstEvent += this.#pending.length;
    this.#pending = [];
    this.#pendingUnits = 0;
  }
}

/** Reads documents by event number; the last block stays open, since neighbours are asked for together. */
export class DocumentBlockReader {
  readonly #select: Statement;
  #firstEvent = 0;
  #documents: string[] = [];

  constructor(reader: SqliteReader) {
    this.#select = reader.prepare(
      'SELECT * FROM document WHERE first_event <= ? ORDER BY first_event DESC LIMIT 1',
    );
  }

  /** @throws Error where there is no such document */
  document(event: number): string {
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
