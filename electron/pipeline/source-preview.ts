/** The first records of an NDJSON file as a choice of source reads them. */
import type { SourceChoice } from '@shared/model/source-choice';
import { type Preview, previewRecords } from '@shared/ndjson/preview';
import { layoutOf } from './evidence-kind';
import { openFile } from './file-source';

/** @throws CaseScopeError `evidence-missing`, `evidence-unreadable` */
export function previewSource(
  path: string,
  kind: 'ndjson' | 'json-array',
  choice: SourceChoice,
  limitBytes: number,
): Preview {
  const source = openFile(path);
  try {
    return previewRecords(source, { layout: layoutOf(kind), limitBytes }, choice);
  } finally {
    source.close();
  }
}
