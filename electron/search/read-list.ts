/** Lists of indicators read where a hostile one does no harm: this process has no case to write, and may be ended. */
import type { z } from 'zod';
import type { READING_ORDER, ReadingText } from '@shared/contract/indicators';
import { readIndicators } from '@shared/ioc/reading/read-indicators';
import { textOfListFile } from '@electron/pipeline/list-file';

/** @throws CaseScopeError `indicator-invalid` where it cannot be read at all */
export function readListed({ from, choice }: z.infer<typeof READING_ORDER>): ReadingText {
  const text = from.type === 'text' ? from.text : textOfListFile(from.path);
  return JSON.stringify(readIndicators(text, choice)) as ReadingText;
}
