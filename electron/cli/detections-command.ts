/** `casescope detections`: every detection of a case. */
import path from 'node:path';
import { CaseScopeError } from '@shared/model/errors';
import { packsHere } from '@electron/scheduler/case-rules';
import { otherRulesText } from '@electron/scheduler/left-out';
import { CaseReader } from '@electron/store/case/case-reader';
import { eventStoreOf } from '@electron/store/event-store-of';
import { FLAG, readArguments, TEXT } from './arguments';
import type { PlacedEvent } from '@electron/pipeline/event-line';
import { correlatedLine, detectionLine, detectionPrinter } from './detection-line';
import { evidencePaths } from './evidence-paths';
import { placeOfCase } from './case-place';
import { seeOthers } from './see-others';
import { note, noteProblems, rowFormat } from './output';

export async function caseDetectionsCommand(words: readonly string[]): Promise<number> {
  const given = readArguments(words, { case: TEXT, format: TEXT, json: FLAG });
  const printRow = detectionPrinter(rowFormat(given));
  const caseDir = path.resolve(given.required('case'));
  const unseen = await seeOthers(caseDir);
  const paths = evidencePaths(caseDir);
  const pathOf = (file: number): string | null => paths.get(file) ?? null;
  const search = eventStoreOf(caseDir, placeOfCase(caseDir)).search();
  /** Files of events that correlations reach into and that cannot be read, with why. */
  const lost = new Map<number, string>();
  const placeOf = (file: number, event: number): PlacedEvent | null => {
    if (lost.has(file)) return null;
    try {
      const place = search.place(file, event);
      return place === null ? null : { ...place, file: pathOf(file) ?? place.fileName };
    } catch (error) {
      if (!(error instanceof CaseScopeError)) throw error;
      lost.set(file, `Events that correlations reach into are missing: ${error.message}`);
      return null;
    }
  };
  try {
    const sort = { column: 'time', order: 'asc' } as const;
    const all = {
      start: 0,
      end: Number.MAX_SAFE_INTEGER,
      filter: '',
      levels: null,
      suppressed: false,
      rule: null,
      files: null,
      sort,
    };
    const { rows, problems: missing } = search.detections(all);
    for (const row of rows) {
      const place = { ...row, file: pathOf(row.file) ?? row.fileName };
      const line = detectionLine(place, row, row.source, row.matches);
      const { correlation } = row;
      const more = correlation === null ? {} : correlatedLine(correlation, placeOf);
      printRow({ ...line, ...more });
    }
    const others = otherRulesIn(caseDir);
    if (others !== null) note(`correlations: ${others}`);
    return noteProblems(new Set([...unseen, ...missing, ...lost.values()]));
  } finally {
    search.close();
  }
}

/** Null where all files were hunted with rules that are here, and in a case with shards of its own. */
function otherRulesIn(caseDir: string): string | null {
  if (placeOfCase(caseDir).type === 'embedded') return null;
  const reader = CaseReader.open(caseDir);
  try {
    const files = reader.files();
    const hashes = new Set(files.flatMap(({ published }) => published?.huntedWith.rules ?? []));
    return otherRulesText(files, new Set(packsHere(caseDir, hashes).map(({ hash }) => hash)));
  } finally {
    reader.close();
  }
}
