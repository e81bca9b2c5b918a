/** Files below the given paths, in an order that does not depend on the file system. */
import fs from 'node:fs';
import path from 'node:path';
import { errorText } from '@shared/model/errors';
import { isCasePart } from '@electron/store/case-paths';

export type Walked =
  | { readonly path: string; readonly readable: true }
  | {
      readonly path: string;
      readonly readable: false;
      readonly reason: string;
      /** It may be evidence, and could not be read; false for what is left out by rule. */
      readonly isFault: boolean;
    };

/**
 * Folders are walked; links and devices are reported, never followed or opened. What the case itself
 * wrote into its folder is no evidence and is passed over without a word.
 */
export function* walk(paths: readonly string[], caseDir: string | null): Generator<Walked> {
  const ownFolder = caseDir === null ? null : realPath(path.resolve(caseDir));
  for (const given of paths) {
    const target = path.resolve(given);
    yield* walkOne({ target, real: realPath(target), ownFolder });
  }
}

interface Step {
  /** As the examiner named it. */
  readonly target: string;
  /** The same without links on the way. */
  readonly real: string;
  readonly ownFolder: string | null;
}

function* walkOne(step: Step): Generator<Walked> {
  const { target, real, ownFolder } = step;
  if (ownFolder !== null && isCasePart(ownFolder, real)) return;
  try {
    const stat = fs.lstatSync(target);
    if (stat.isDirectory()) yield* walkFolder(step);
    else if (stat.isSymbolicLink()) yield leftOut(target, 'a symbolic link, which is not followed');
    else if (stat.isFile()) yield { path: target, readable: true };
    else yield leftOut(target, 'not a regular file');
  } catch (error) {
    yield unreadable(target, `cannot be read (${errorText(error)})`);
  }
}

function* walkFolder({ target, real, ownFolder }: Step): Generator<Walked> {
  const names = fs.readdirSync(target, { encoding: 'buffer' }).map((bytes) => {
    const name = bytes.toString('utf8');
    const isText = Buffer.from(name).equals(bytes);
    return { name: isText ? name : spelled(bytes), isText };
  });
  names.sort((left, right) => (left.name < right.name ? -1 : 1));
  for (const { name, isText } of names) {
    const inside = path.join(target, name);
    // No text leads to a file of such a name.
    if (!isText)
      yield unreadable(inside, 'its name is not valid UTF-8; rename a copy and add that');
    else yield* walkOne({ target: inside, real: path.join(real, name), ownFolder });
  }
}

/** A name that is no text, with its odd bytes as `\\xNN`: told apart from every other. */
const spelled = (bytes: Buffer): string =>
  Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('');

const leftOut = (target: string, reason: string): Walked => ({
  ...{ path: target, readable: false, reason, isFault: false },
});

const unreadable = (target: string, reason: string): Walked => ({
  ...{ path: target, readable: false, reason, isFault: true },
});

/** Links on the way are followed, the last name is not. */
function realPath(target: string): string {
  try {
    return path.join(fs.realpathSync.native(path.dirname(target)), path.basename(target));
  } catch {
    return target;
  }
}
