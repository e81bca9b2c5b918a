/** Chunks a log had and the file has not: at its end, and wiped in its middle. */
import { openEvtx } from '@shared/evtx/evtx-reader';
import { expect, it } from 'vitest';
import { sourceOf } from '../../fixtures/byte-source';
import { numbered, readAll } from '../../fixtures/evtx-reading';
import {
  CHUNK_BYTES,
  FILE_HEADER_BYTES,
  joinFile,
  writeChunks,
  zeroChunk,
} from '../../fixtures/evtx-writer';

const chunks = writeChunks(numbered(24), { recordsPerChunk: 4 });

function verdictOf(bytes: Uint8Array): string {
  const reader = openEvtx(sourceOf(bytes), { verify: true });
  for (const _ of reader.events());
  return reader.integrity().verdict;
}

it('says that a file ends before the chunks its header tells of', () => {
  const cut = joinFile(chunks).slice(0, FILE_HEADER_BYTES + 2 * CHUNK_BYTES);
  expect(readAll(cut).flaws).toMatchObject([
    {
      kind: 'file-cut-short',
      recordLost: true,
      reason: 'the file ends here; its header tells of 6 chunks, 2 are there',
    },
  ]);
  expect(verdictOf(cut)).toBe('damaged');
  expect(verdictOf(joinFile(chunks))).toBe('clean');
});

it('says so of a file cut behind or inside its header', () => {
  for (const bytes of [FILE_HEADER_BYTES, 200]) {
    const cut = joinFile(chunks).slice(0, bytes);
    expect(readAll(cut).flaws.map(({ kind }) => kind)).toEqual(['file-cut-short']);
    expect(verdictOf(cut)).toBe('damaged');
  }
});

it('counts the records of wiped chunks by the numbers on both sides', () => {
  const wiped = joinFile([...chunks.slice(0, 2), zeroChunk(), zeroChunk(), ...chunks.slice(4)]);
  const { flaws } = readAll(wiped);
  expect(flaws).toMatchObject([
    { offsetBytes: FILE_HEADER_BYTES + 2 * CHUNK_BYTES, recordLost: true, lostRecords: 8 },
  ]);
  expect(verdictOf(wiped)).toBe('damaged');
});

it('takes no space that was never written, and no log that wrapped, for wiped', () => {
  const spaced = joinFile([...chunks.slice(0, 2), zeroChunk(), ...chunks.slice(2), zeroChunk()]);
  expect(readAll(spaced).flaws).toEqual([]);
  const wrapped = joinFile([...chunks.slice(4), zeroChunk(), ...chunks.slice(0, 4)]);
  expect(readAll(wrapped).flaws).toEqual([]);
});
