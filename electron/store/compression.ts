/** Compressed blobs with their codec in the first byte, so that a better codec can come later. */
import zlib from 'node:zlib';

/** Brotli at quality 1: 176 bytes an event at 2.5 µs (store.md 1). */
const BROTLI = 1;
const { Z_MIN_CHUNK } = zlib.constants;
const OPTIONS: zlib.BrotliOptions = {
  params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 },
};

/** Set aside at once for what says it opens to more; a damaged size is no reason to take all memory. */
const LARGEST_CHUNK_BYTES = 16 << 20;

export function compress(bytes: Uint8Array): Buffer {
  const packed = zlib.brotliCompressSync(bytes, {
    params: { ...OPTIONS.params, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return Buffer.concat([Buffer.of(BROTLI), packed]);
}

/** @throws Error where the blob is damaged, or is larger than `mostBytes` once open */
export function decompress(blob: Uint8Array, mostBytes: number): Buffer {
  if (blob[0] !== BROTLI) throw new Error(`unknown codec ${blob[0]}`);
  // In one chunk nothing is put together afterwards. A chunk that came out full would make zlib begin another.
  const chunkSize = Math.min(Math.max(mostBytes + 1, Z_MIN_CHUNK), LARGEST_CHUNK_BYTES);
  const maxOutputLength = Math.max(1, mostBytes);
  return zlib.brotliDecompressSync(blob.subarray(1), { maxOutputLength, chunkSize });
}
