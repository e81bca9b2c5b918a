/** SHA-256, SHA-1 and MD5 of a file in one read. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import type { FileHashes } from '@shared/model/evidence-file';
import { sha256 } from '@shared/model/ids';

const READ_BYTES = 1 << 20;

export async function hashFile(file: string): Promise<FileHashes> {
  const hashes = [createHash('sha256'), createHash('sha1'), createHash('md5')] as const;
  for await (const bytes of fs.createReadStream(file, { highWaterMark: READ_BYTES })) {
    for (const hash of hashes) hash.update(bytes as Buffer);
  }
  const [first, second, third] = hashes;
  return {
    sha256: sha256(first.digest('hex')),
    sha1: second.digest('hex'),
    md5: third.digest('hex'),
  };
}
