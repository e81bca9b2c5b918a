/** `casescope hits`: every indicator hit of a case. */
import path from 'node:path';
import { eventStoreOf } from '@electron/store/event-store-of';
import { FLAG, readArguments, TEXT } from './arguments';
import { PLACE_COLUMNS, placeLine } from '@electron/pipeline/event-line';
import { evidencePaths } from './evidence-paths';
import { placeOfCase } from './case-place';
import { seeOthers } from './see-others';
import { noteProblems, rowFormat, rowPrinter } from './output';

/** `field` and `value` are those of the first match. */
const COLUMNS = [...PLACE_COLUMNS, 'indicator', 'type', 'mode', 'field', 'value', 'matches'];

export async function caseHitsCommand(words: readonly string[]): Promise<number> {
  const given = readArguments(words, { case: TEXT, format: TEXT, json: FLAG });
  const printRow = rowPrinter(rowFormat(given), COLUMNS);
  const caseDir = path.resolve(given.required('case'));
  const unseen = await seeOthers(caseDir);
  const paths = evidencePaths(caseDir);
  const search = eventStoreOf(caseDir, placeOfCase(caseDir)).search();
  try {
    const sort = { column: 'time', order: 'asc' } as const;
    const all = {
      start: 0,
      end: Number.MAX_SAFE_INTEGER,
      filter: '',
      files: null,
      group: null,
      sort,
    };
    const { rows, problems: missing } = search.hits(all);
    for (const row of rows) {
      const { indicator, type, mode } = row;
      const matches = row.matches.map(({ field, value }) => ({ field, value }));
      const place = placeLine({ ...row, file: paths.get(row.file) ?? row.fileName });
      printRow({ ...place, indicator, type, mode, ...matches[0], matches });
    }
    return noteProblems([...unseen, ...missing]);
  } finally {
    search.close();
  }
}
