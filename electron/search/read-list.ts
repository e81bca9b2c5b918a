/** Lists of indicators read where a hostile one does no harm: this process has no case to write, and may be ended. */
import fs from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { MOST_LIST_CHARACTERS, type READING_ORDER } from '@shared/contract/indicators';
import { readIndicators } from '@shared/ioc/reading/read-indicators';
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { IndicatorReading } from '@shared/model/indicator-reading';
import { encodingOf } from '@shared/ndjson/text-encoding';

/** @throws CaseScopeError `indicator-invalid` where it cannot be read at all */
export function readListed({ from, choice }: z.infer<typeof READING_ORDER>): IndicatorReading {
  return readIndicators(from.type === 'text' ? from.text : textOfFile(from.path), choice);
}

function textOfFile(file: string): string {
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

/** PowerShell and spreadsheets write UTF-16. */
const decoded = (bytes: Buffer): string =>
  new TextDecoder(encodingOf(bytes.subarray(0, HEAD_BYTES)).name).decode(bytes);
