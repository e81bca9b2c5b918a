/** `--placeholders FILE`: a map of names to lists of texts, in YAML or JSON. */
import fs from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { errorText } from '@shared/model/errors';
import { PLACEHOLDERS, type Placeholders } from '@shared/model/placeholders';
import { WrongUse } from './output';

/** @throws WrongUse where the file is none; null where none is named */
export function placeholdersIn(file: string | null): Placeholders | null {
  if (file === null) return null;
  try {
    return PLACEHOLDERS.parse(load(fs.readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }));
  } catch (error) {
    throw new WrongUse(`${file} is no list of placeholders: ${errorText(error)}`);
  }
}
