/** What intake finds out about each file before the case decides: kind, hashes, or why it is skipped. */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { errorText } from '@shared/model/errors';
import { sniff } from '../evidence-kind';
import { openFile } from '../file-source';
import { hashFile } from './hash-file';
import { walk, type Walked } from './walk';

/** Checked where it crosses from the jobs process. */
export const EXAMINED = z.object({
  path: z.string(),
  name: z.string(),
  sizeBytes: z.number(),
  modifiedMs: z.number(),
  finding: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('evidence'),
      kind: z.enum(['evtx', 'ndjson', 'json-array']),
      hashes: z.object({ sha256: z.string(), sha1: z.string(), md5: z.string() }),
    }),
    z.object({
      type: z.literal('skipped'),
      reason: z.string(),
      /** It may be evidence, and could not be read. */
      isFault: z.boolean(),
    }),
  ]),
});
export type Examined = z.infer<typeof EXAMINED>;

/** Examines everything below the paths, one file after the other; the case's own files are passed over. */
export async function* examine(
  paths: readonly string[],
  caseDir: string,
): AsyncGenerator<Examined> {
  for (const walked of walk(paths, caseDir)) yield await examineOne(walked);
}

async function examineOne(walked: Walked): Promise<Examined> {
  const skipped = (reason: string, isFault: boolean): Examined => ({
    path: walked.path,
    name: path.basename(walked.path),
    sizeBytes: sizeOf(walked.path),
    modifiedMs: 0,
    finding: { type: 'skipped', reason, isFault },
  });
  if (!walked.readable) return skipped(walked.reason, walked.isFault);
  try {
    return await examineFile(walked.path, (reason) => skipped(reason, false));
  } catch (error) {
    return skipped(`cannot be read (${errorText(error)})`, true);
  }
}

async function examineFile(file: string, skipped: (reason: string) => Examined): Promise<Examined> {
  const source = openFile(file);
  try {
    const sniffed = sniff(source);
    if (sniffed.kind === null) return skipped(sniffed.reason);
    const hashes = await hashFile(file);
    return {
      path: file,
      name: path.basename(file),
      sizeBytes: source.sizeBytes,
      modifiedMs: source.modifiedMs,
      finding: { type: 'evidence', kind: sniffed.kind, hashes },
    };
  } finally {
    source.close();
  }
}

function sizeOf(file: string): number {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  return stat?.isFile() === true ? stat.size : 0;
}
