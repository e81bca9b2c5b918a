/** Files below the given paths, in an order that does not depend on the file system. */
import fs from 'node:fs';
import path from 'node:path';
import { errorText } from '@shared/model/errors';

export type Walked =
  | { readonly path: string; readonly readable: true }
  | { readonly path: string; readonly readable: false; readonly reason: string };

/** Folders are walked; links and devices are reported, never followed or opened. */
export function* walk(paths: readonly string[]): Generator<Walked> {
  for (const given of paths) yield* walkOne(path.resolve(given));
}

function* walkOne(target: string): Generator<Walked> {
  try {
    const stat = fs.lstatSync(target);
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(target).toSorted()) yield* walkOne(path.join(target, name));
    } else if (stat.isSymbolicLink()) {
      yield { path: target, readable: false, reason: 'a symbolic link, which is not followed' };
    } else if (stat.isFile()) yield { path: target, readable: true };
    else yield { path: target, readable: false, reason: 'not a regular file' };
  } catch (error) {
    yield { path: target, readable: false, reason: `cannot be read (${errorText(error)})` };
  }
}
