/** Files of indicators: read by the search process, written here; both are chosen in dialogs. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { z } from 'zod';
import type {
  ExportedIndicators,
  INDICATOR_REQUESTS,
  ReadFile,
  READING_ORDER,
  ReadingText,
} from '@shared/contract/indicators';
import { CSV_HEADING, indicatorCsvRow } from '@shared/ioc/writing/indicator-csv';
import { stixBundle } from '@shared/ioc/writing/stix-export';
import { CaseScopeError } from '@shared/model/errors';
import type { IndicatorDraft } from '@shared/model/indicator';
import { replaceFile } from './replace-file';

type Order = z.infer<typeof READING_ORDER>;

export interface FileParts {
  /** Asks the search process. */
  readonly read: (order: Order) => Promise<ReadingText>;
  /** Null where the examiner thinks better of it. */
  readonly chooseFile: () => Promise<string | null>;
  readonly chooseTarget: (name: string) => Promise<string | null>;
}

export class IndicatorFiles {
  readonly #parts: FileParts;
  /** The file that was read last: the window knows its name alone. */
  #last: string | null = null;

  constructor(parts: FileParts) {
    this.#parts = parts;
  }

  async read({
    again,
    choice,
  }: z.infer<(typeof INDICATOR_REQUESTS)['indicators.readFile']>): Promise<ReadFile | null> {
    const file = again ? this.#last : await this.#parts.chooseFile();
    if (file === null) {
      if (!again) return null;
      throw new CaseScopeError('wrong-use', 'No file was chosen before.');
    }
    this.#last = file;
    const reading = await this.#parts.read({ choice, from: { type: 'file', path: file } });
    return { name: path.basename(file), reading };
  }

  async write(
    indicators: readonly IndicatorDraft[],
    format: 'csv' | 'stix',
  ): Promise<ExportedIndicators | null> {
    const target = await this.#parts.chooseTarget(
      format === 'csv' ? 'indicators.csv' : 'indicators.json',
    );
    if (target === null) return null;
    const { text, left } = format === 'csv' ? asCsv(indicators) : asStix(indicators);
    replaceFile(target, text);
    const missing = left.reduce((sum, { indicators: count }) => sum + count, 0);
    return { fileName: path.basename(target), indicators: indicators.length - missing, left };
  }
}

interface Written {
  readonly text: string;
  readonly left: ExportedIndicators['left'];
}

const asCsv = (indicators: readonly IndicatorDraft[]): Written => ({
  text: `${CSV_HEADING}${indicators.map(indicatorCsvRow).join('')}`,
  left: [],
});

function asStix(indicators: readonly IndicatorDraft[]): Written {
  const { bundle, left } = stixBundle(indicators, randomUUID, new Date().toISOString());
  return { text: JSON.stringify(bundle, null, 1), left };
}
