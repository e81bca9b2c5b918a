/** Large logs to measure with: the valid chunks of real ones, over and over, behind a file header. */
import fs from 'node:fs';
import path from 'node:path';
import { FILE_HEADER_BYTES } from '@shared/evtx/file-header';
import { CHUNK_BYTES } from '@shared/evtx/chunk-bytes';
import { isChunkMagic } from '@shared/evtx/chunk-search';
import { joinFile, writeChunks } from '../fixtures/evtx-writer';
import { numbered } from '../fixtures/evtx-reading';

const samples = path.resolve('../shared/samples');

function chunksOf(file: string): Uint8Array[] {
  const bytes = fs.readFileSync(file);
  const chunks: Uint8Array[] = [];
  for (let at = FILE_HEADER_BYTES; at + CHUNK_BYTES <= bytes.length; at += CHUNK_BYTES) {
    const chunk = bytes.subarray(at, at + CHUNK_BYTES);
    if (isChunkMagic(chunk, 0)) chunks.push(chunk);
  }
  return chunks;
}

/** Names of the logs measured and which sample files each is made of. */
const CHOSEN: readonly (readonly [name: string, chosen: (file: string) => boolean])[] = [
  ['security', (file) => file.endsWith(path.join('odd', 'security.evtx'))],
  ['sysmon', (file) => /sysmon/i.test(path.basename(file)) && !file.includes('odd')],
  ['all samples', () => true],
];

/** Every log among the samples; none where they are not beside the checkout. */
export function sampleLogs(): string[] {
  if (!fs.existsSync(samples)) return [];
  return fs
    .readdirSync(samples, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.toLowerCase().endsWith('.evtx'))
    .map((name) => path.join(samples, name))
    .toSorted();
}

/** Writes the logs into a folder; without sample files, one of events of our own. */
export function writeLogs(
  folder: string,
  megabytes: number,
): readonly { readonly name: string; readonly file: string }[] {
  const real = CHOSEN.map(([name, chosen]) => ({
    name,
    chunks: sampleLogs().filter(chosen).flatMap(chunksOf),
  }));
  const sets = real.every(({ chunks }) => chunks.length > 0)
    ? real
    : [{ name: 'our own', chunks: writeChunks(numbered(2_000)) }];
  return sets.map(({ name, chunks }) => {
    const file = path.join(folder, `${name.replaceAll(' ', '-')}.evtx`);
    const wanted = Math.round((megabytes * 1_000_000) / CHUNK_BYTES);
    const descriptor = fs.openSync(file, 'w');
    fs.writeSync(descriptor, joinFile([], { claimedChunks: wanted }));
    for (let at = 0; at < wanted; at++) {
      fs.writeSync(descriptor, chunks[at % chunks.length] ?? new Uint8Array());
    }
    fs.closeSync(descriptor);
    return { name, file };
  });
}
