/** Compressed blobs with their codec in the first byte, so that a better codec can come later. */
import zlib from 'node:zlib';

/** Brotli at quality 1: 176 bytes an event at 2.5 µs (store.md 1). */
const BROTLI = 1;
const OPTIONS: zlib.BrotliOptions = {
  params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 },
};

const DEFAULT_CHUNK_BYTES = zlib.constants.Z_DEFAULT_CHUNK;

export function compress(bytes: Uint8Array): Buffer {
  const packed = zlib.brotliCompressSync(bytes, {
    params: { ...OPTIONS.params, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return Buffer.concat([Buffer.of(BROTLI), packed]);
}

/** @throws Error where the blob is damaged, or is larger than `mostBytes` once open */
export function decompress(blob: Uint8Array, mostBytes: number): Buffer {
  if (blob[0] !== BROTLI) throw new Error(`unknown codec ${blob[0]}`);
  // Zlib answers with a piece of a chunk it set aside, 16 KiB by default: a small column would keep it all.
  const chunkSize = Math.min(Math.max(mostBytes, zlib.constants.Z_MIN_CHUNK), DEFAULT_CHUNK_BYTES);
  const maxOutputLength = Math.max(1, mostBytes);
  return zlib.brotliDecompressSync(blob.subarray(1), { maxOutputLength, chunkSize });
}
