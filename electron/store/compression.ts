/** Compressed blobs with their codec in the first byte: each is opened by what it was written with. */
import zlib from 'node:zlib';

interface Limits {
  readonly maxOutputLength: number;
  readonly chunkSize: number;
}

/** `thorough` is for what is written once and stays, while nothing else is done. */
export type Effort = 'quick' | 'thorough';

interface Codec {
  readonly compress: (bytes: Uint8Array, effort: Effort) => Buffer;
  readonly decompress: (packed: Uint8Array, limits: Limits) => Buffer;
}

/** 1: 176 bytes an event at 2.5 µs (store.md 1). 5: three quarters of that at four times the CPU (docs/decisions/0051). */
const QUALITY: Readonly<Record<Effort, number>> = { quick: 1, thorough: 5 };

const brotli: Codec = {
  compress(bytes, effort) {
    const params = {
      [zlib.constants.BROTLI_PARAM_QUALITY]: QUALITY[effort],
      [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    return zlib.brotliCompressSync(bytes, { params });
  },
  decompress: (packed, limits) => zlib.brotliDecompressSync(packed, limits),
};

/** What Node has from 22.15 on (Electron 37); the types are those of Node 20. */
interface NodeWithZstd {
  readonly zstdCompressSync: (
    bytes: Uint8Array,
    options: { readonly params: Readonly<Record<number, number>>; readonly pledgedSrcSize: number },
  ) => Buffer;
  readonly zstdDecompressSync: Codec['decompress'];
  readonly constants: {
    readonly ZSTD_c_compressionLevel: number;
    readonly ZSTD_c_checksumFlag: number;
  };
}

/** 1: 163 bytes an event at 1.8 µs, opened half as fast again as brotli (store.md 1). 9: as brotli's 5. */
const LEVEL: Readonly<Record<Effort, number>> = { quick: 1, thorough: 9 };

/** With a checksum of what was packed, which brotli has not. */
function zstdOf({ zstdCompressSync, zstdDecompressSync, constants }: NodeWithZstd): Codec {
  return {
    compress(bytes, effort) {
      const params = {
        [constants.ZSTD_c_compressionLevel]: LEVEL[effort],
        [constants.ZSTD_c_checksumFlag]: 1,
      };
      return zstdCompressSync(bytes, { params, pledgedSrcSize: bytes.length });
    },
    decompress: zstdDecompressSync,
  };
}

const hasZstd = (node: object): node is NodeWithZstd => 'zstdDecompressSync' in node;

const BROTLI = 1;
const ZSTD = 2;
const CODECS: ReadonlyMap<number, Codec> = new Map([
  [BROTLI, brotli],
  ...(hasZstd(zlib) ? ([[ZSTD, zstdOf(zlib)]] as const) : []),
]);
const WRITTEN = CODECS.has(ZSTD) ? ZSTD : BROTLI;

const { Z_MIN_CHUNK } = zlib.constants;
/** Set aside at once for what says it opens to more; a damaged size is no reason to take all memory. */
const LARGEST_CHUNK_BYTES = 16 << 20;

/** With the best codec there is. */
export const compress = (bytes: Uint8Array, effort: Effort = 'quick'): Buffer =>
  Buffer.concat([Buffer.of(WRITTEN), codecOf(WRITTEN).compress(bytes, effort)]);

/**
 * @param bytes that it opens to, exactly: what is cut off opens to less with zstd, before its checksum is met
 * @throws Error where the blob is damaged
 */
export function decompress(blob: Uint8Array, bytes: number): Buffer {
  const codec = codecOf(blob[0]);
  // In one chunk nothing is put together afterwards. A chunk that came out full would make zlib begin another.
  const chunkSize = Math.min(Math.max(bytes + 1, Z_MIN_CHUNK), LARGEST_CHUNK_BYTES);
  const maxOutputLength = Math.max(1, bytes);
  const opened = codec.decompress(blob.subarray(1), { maxOutputLength, chunkSize });
  if (opened.length === bytes) return opened;
  throw new RangeError(`${opened.length} bytes instead of ${bytes} were packed`);
}

function codecOf(number: number | undefined): Codec {
  const codec = CODECS.get(number ?? 0);
  if (codec !== undefined) return codec;
  throw new Error(
    number === ZSTD
      ? 'packed with zstd, which this version of Electron does not have: open the case with Electron 37 or later'
      : `unknown codec ${number}`,
  );
}
