/** `--placeholders FILE`: a map of names to lists of texts, in YAML or JSON. */
import fs from 'node:fs';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import { errorText } from '@shared/model/errors';
import { PLACEHOLDERS, type Placeholders } from '@shared/model/placeholders';
import { WrongUse } from './output';

/** @throws WrongUse where the file is none; null where none is named */
export function placeholdersIn(file: string | null): Placeholders | null {
  if (file === null) return null;
  const read = PLACEHOLDERS.safeParse(listsIn(file));
  if (read.success) return read.data;
  throw noLists(file, z.prettifyError(read.error));
}

/** Whatever is listed is a text: `443` is what stands there. */
function listsIn(file: string): unknown {
  try {
    return load(fs.readFileSync(file, 'utf8'), { schema: FAILSAFE_SCHEMA });
  } catch (error) {
    throw noLists(file, errorText(error));
  }
}

const noLists = (file: string, why: string): WrongUse =>
  new WrongUse(`${file} is no list of placeholders: ${why}`);
