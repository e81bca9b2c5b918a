import { ChunkBytes } from '@shared/evtx/chunk-bytes';
import { checksumFaults } from '@shared/evtx/chunk-header';
import { looksLikeEvtx, parseFileHeader } from '@shared/evtx/file-header';
import { nameHash } from '@shared/evtx/name-table';
import { crc32 } from '@shared/model/crc32';
import fc from 'fast-check';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { numbered } from '../../fixtures/evtx-reading';
import { nameHash as hashByDefinition } from '../../fixtures/evtx/name-hash';
import { joinFile, writeChunks, writeEvtx } from '../../fixtures/evtx-writer';

function faultsOf(change: (chunk: Uint8Array) => void, checksums = true): readonly string[] {
  const [written = new Uint8Array()] = writeChunks(numbered(3), { checksums });
  change(written);
  const chunk = new ChunkBytes();
  chunk.bytes.set(written);
  chunk.load(written.length);
  return checksumFaults(chunk, crc32);
}

it('computes the check value of CRC-32 and agrees with zlib on any parts', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf4_3926);
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
      expect(crc32(second, crc32(first))).toBe(zlibCrc32(second, zlibCrc32(first)));
    }),
  );
});

it('finds no fault in a whole chunk', () => {
  expect(faultsOf(() => undefined)).toEqual([]);
});

it('tells damage in the tables from damage in the records', () => {
  expect(faultsOf((chunk) => (chunk[130] = (chunk[130] ?? 0) ^ 1))).toEqual(['header']);
  expect(faultsOf((chunk) => (chunk[600] = (chunk[600] ?? 0) ^ 1))).toEqual(['records']);
});

it('asks for no checksums where the chunk keeps none', () => {
  expect(faultsOf((chunk) => (chunk[600] = (chunk[600] ?? 0) ^ 1), false)).toEqual([]);
});

it('reads the file header', () => {
  const bytes = writeEvtx({ records: numbered(1), dirty: true });
  expect(parseFileHeader(bytes)).toMatchObject({ dirty: true, checksumValid: true });
  bytes[24] = 99;
  expect(parseFileHeader(bytes)).toMatchObject({ dirty: true, checksumValid: false });
  expect(parseFileHeader(joinFile([], { checksums: false }))?.checksumValid).toBe(true);
  expect(parseFileHeader(bytes.slice(4_096))).toBeNull();
});

it('recognises a log and a run of chunks by their first bytes', () => {
  const bytes = writeEvtx({ records: numbered(1) });
  expect(looksLikeEvtx(bytes)).toBe(true);
  expect(looksLikeEvtx(bytes.slice(4_096))).toBe(true);
  expect(looksLikeEvtx(new TextEncoder().encode('ElfFilf\0'))).toBe(false);
});

it('hashes names as the definition says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => nameHash(name) === hashByDefinition(name)),
  );
});
