/**
 * Two things the platform around `shared` may do many times faster than JavaScript can. Both give exactly
 * what the plain versions here give; a reader works with either.
 */
import { crc32 } from '@shared/model/crc32';

export interface NativeCode {
  /** CRC-32 of bytes, going on from the CRC of the bytes before them (as zlib's). */
  readonly crc32: (bytes: Uint8Array, before?: number) => number;
  /** For a buffer, what reads the first `length` bytes of it, all ASCII, as text. */
  readonly asciiReader: (buffer: Uint8Array) => (length: number) => string;
}

export const PLAIN_CODE: NativeCode = {
  crc32,
  asciiReader: (buffer) => {
    const decoder = new TextDecoder('utf-8');
    return (length) => decoder.decode(buffer.subarray(0, length));
  },
};
