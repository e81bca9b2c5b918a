/** An evidence file as a ByteSource: opened read-only, and never otherwise. */
import fs from 'node:fs';
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { ByteSource } from '@shared/model/evidence-reader';

export interface OpenFile extends ByteSource {
  readonly modifiedMs: number;
  close(): void;
}

/** @throws CaseScopeError `evidence-missing`, `evidence-unreadable` */
export function openFile(path: string): OpenFile {
  let descriptor: number;
  try {
    descriptor = fs.openSync(path, 'r');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw missing
      ? new CaseScopeError(
          'evidence-missing',
          'The file is no longer where it was added from. Put it back and retry.',
        )
      : new CaseScopeError(
          'evidence-unreadable',
          `The file cannot be opened (${errorText(error)}).`,
        );
  }
  const { size, mtimeMs } = fs.fstatSync(descriptor);
  return {
    sizeBytes: size,
    modifiedMs: mtimeMs,
    read: (target, positionBytes) => readFully(descriptor, target, positionBytes),
    close: () => fs.closeSync(descriptor),
  };
}

/** One read may give less than asked for; only the end of the file may. */
function readFully(descriptor: number, target: Uint8Array, positionBytes: number): number {
  let filled = 0;
  while (filled < target.length) {
    const got = fs.readSync(
      descriptor,
      target,
      filled,
      target.length - filled,
      positionBytes + filled,
    );
    if (got === 0) break;
    filled += got;
  }
  return filled;
}
