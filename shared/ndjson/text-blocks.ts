/**
 * A text file as blocks of code units, whatever its encoding: bytes of UTF-8, or units of UTF-16. Line ends,
 * quotes and brackets are one unit in each, so lines and elements are found the same way.
 */
import type { ByteSource } from '@shared/model/evidence-reader';
import { type ByteStream, openStream } from './byte-stream';
import { encodingOf, type TextEncoding } from './text-encoding';

export type CodeUnits = Uint8Array | Uint16Array;

export interface TextBlock {
  readonly units: CodeUnits;
  /** Position of the first unit in the decompressed file. */
  readonly offsetBytes: number;
}

/** A unit no valid text ends with: stands for the odd last byte of a cut UTF-16 file. */
const HALF_UNIT = 0xd800;

export class TextBlocks {
  readonly encoding: TextEncoding;
  readonly stream: ByteStream;
  /** Read ahead, because it tells the encoding. */
  #first: Uint8Array | null;
  #left: number;
  #offsetBytes: number;
  /** A byte that waits for its second half. */
  #half: number | null = null;

  /** @param most decompressed bytes to look at, for whoever needs only the begin */
  constructor(source: ByteSource, most = Number.POSITIVE_INFINITY) {
    this.stream = openStream(source);
    this.#left = most;
    const first = this.#bytes() ?? new Uint8Array();
    this.encoding = encodingOf(first.subarray(0, 4));
    this.#first = first.subarray(this.encoding.markBytes);
    this.#offsetBytes = this.encoding.markBytes;
  }

  /** Null at the end; valid until the next call. */
  next(): TextBlock | null {
    const bytes = this.#first ?? this.#bytes();
    this.#first = null;
    if (bytes === null) return this.#lastHalf();
    const offsetBytes = this.#offsetBytes;
    const units = this.encoding.unitBytes === 1 ? bytes : this.#wide(bytes);
    this.#offsetBytes += units.length * this.encoding.unitBytes;
    return { units, offsetBytes };
  }

  #bytes(): Uint8Array | null {
    if (this.#left === 0) return null;
    const bytes = this.stream.next()?.subarray(0, this.#left) ?? null;
    this.#left -= bytes?.length ?? 0;
    return bytes;
  }

  #wide(bytes: Uint8Array): Uint16Array {
    const carried = this.#half === null ? 0 : 1;
    const units = new Uint16Array((bytes.length + carried) >> 1);
    const byteAt = (at: number): number => (at < 0 ? this.#half : bytes[at]) ?? 0;
    const lowAt = this.encoding.name === 'utf-16le' ? 0 : 1;
    for (let unit = 0, at = -carried; unit < units.length; unit++, at += 2) {
      units[unit] = byteAt(at + lowAt) | (byteAt(at + 1 - lowAt) << 8);
    }
    const isOdd = (bytes.length + carried) % 2 === 1;
    this.#half = isOdd ? byteAt(bytes.length - 1) : null;
    return units;
  }

  #lastHalf(): TextBlock | null {
    if (this.#half === null) return null;
    this.#half = null;
    return { units: Uint16Array.of(HALF_UNIT), offsetBytes: this.#offsetBytes };
  }
}

/** Text of code units; null where they are not valid. A mark in the middle of a file stays. */
export function decoderOf({ unitBytes }: TextEncoding): (units: CodeUnits) => string | null {
  const label = unitBytes === 1 ? 'utf-8' : 'utf-16le';
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  return (units) => {
    try {
      return decoder.decode(bytesOf(units));
    } catch {
      return null;
    }
  };
}

/** The same memory as bytes. */
export const bytesOf = (units: CodeUnits): Uint8Array =>
  new Uint8Array(units.buffer, units.byteOffset, units.byteLength);
