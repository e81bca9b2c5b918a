/** `casescope detections`: every detection of a case. */
import path from 'node:path';
import type { CorrelationFacts } from '@shared/contract/views';
import { eventStoreOf } from '@electron/store/event-store-of';
import { FLAG, readArguments, TEXT } from './arguments';
import { DETECTION_COLUMNS, detectionLine } from './detection-line';
import { evidencePaths } from './evidence-paths';
import { note, rowFormat, rowPrinter } from './output';

/** What a correlation's line has beside that of its last event. */
function correlated(
  { from, to, events, group, contributions }: CorrelationFacts,
  paths: ReadonlyMap<number, string>,
): Readonly<Record<string, unknown>> {
  const listed = contributions.map(({ file, time, rule }) => ({
    ...{ file: paths.get(file) ?? null, time, rule },
  }));
  const groups = Object.fromEntries(group.map(({ field, value }) => [field, value]));
  return { correlation: { from, to, events, group: groups, contributions: listed } };
}

export function caseDetectionsCommand(words: readonly string[]): number {
  const given = readArguments(words, { case: TEXT, format: TEXT, json: FLAG });
  const printRow = rowPrinter(rowFormat(given), DETECTION_COLUMNS);
  const caseDir = path.resolve(given.required('case'));
  const paths = evidencePaths(caseDir);
  const search = eventStoreOf(caseDir).search();
  try {
    const sort = { column: 'time', order: 'asc' } as const;
    const all = {
      start: 0,
      end: Number.MAX_SAFE_INTEGER,
      filter: '',
      levels: null,
      suppressed: false,
      files: null,
      sort,
    };
    const { rows, problems } = search.detections(all);
    for (const row of rows) {
      const place = { ...row, file: paths.get(row.file) ?? row.fileName };
      const line = detectionLine(place, row, row.source, row.matches);
      printRow(
        row.correlation === null ? line : { ...line, ...correlated(row.correlation, paths) },
      );
    }
    for (const problem of problems) note(problem);
    return problems.length > 0 ? 1 : 0;
  } finally {
    search.close();
  }
}
