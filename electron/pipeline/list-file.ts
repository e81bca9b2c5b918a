/** A file that lists indicators, as text: PowerShell and spreadsheets write UTF-16. */
import fs from 'node:fs';
import path from 'node:path';
import { MOST_LIST_CHARACTERS } from '@shared/contract/indicators';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { encodingOf } from '@shared/ndjson/text-encoding';

/** @throws CaseScopeError `indicator-invalid` where it is too large or cannot be read */
export function textOfListFile(file: string): string {
  const name = path.basename(file);
  try {
    const { size } = fs.statSync(file);
    if (size > MOST_LIST_CHARACTERS)
      throw new CaseScopeError(
        'indicator-invalid',
        `${name} is larger than ${MOST_LIST_CHARACTERS >> 20} MB. Split it and read the parts.`,
      );
    return decoded(fs.readFileSync(file));
  } catch (error) {
    if (error instanceof CaseScopeError) throw error;
    const message = `${name} cannot be read: ${errorText(error)}.`;
    throw new CaseScopeError('indicator-invalid', message, { cause: error });
  }
}

const HEAD_BYTES = 4;

/** What is no UTF-8 is what a spreadsheet of the West writes. */
function decoded(bytes: Buffer): string {
  const { name } = encodingOf(bytes.subarray(0, HEAD_BYTES));
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(name === 'utf-8' ? 'windows-1252' : name).decode(bytes);
  }
}
