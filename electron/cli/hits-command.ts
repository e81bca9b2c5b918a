/** `casescope hits`: every indicator hit of a case. */
import path from 'node:path';
import { CaseSearch } from '@electron/store/search/case-search';
import { readArguments, TEXT } from './arguments';
import { note, numberOrText, rowPrinter } from './output';

const COLUMNS = ['file', 'offset', 'eventRecordId', 'time', 'indicator', 'type', 'field', 'value'];

export function caseHitsCommand(words: readonly string[]): number {
  const given = readArguments(words, { case: TEXT, format: TEXT });
  const printRow = rowPrinter(given.oneOf('format', ['jsonl', 'csv'] as const) ?? 'jsonl', COLUMNS);
  const search = new CaseSearch(path.resolve(given.required('case')));
  try {
    const paths = new Map(
      search.files.published(null).map((file) => [file.id as number, file.path]),
    );
    const sort = { column: 'time', order: 'asc' } as const;
    const { rows, problems } = search.hits({
      start: 0,
      end: Number.MAX_SAFE_INTEGER,
      filter: '',
      files: null,
      sort,
    });
    for (const {
      file,
      fileName,
      offset,
      eventRecordId,
      time,
      indicator,
      type,
      field,
      value,
    } of rows) {
      const where = {
        file: paths.get(file) ?? fileName,
        offset,
        eventRecordId: numberOrText(eventRecordId),
        time,
      };
      printRow({ ...where, indicator, type, field, value });
    }
    for (const problem of problems) note(problem);
    return problems.length > 0 ? 1 : 0;
  } finally {
    search.close();
  }
}
