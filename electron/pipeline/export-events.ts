/** Every event a search finds, written to a file that is there when it is whole. */
import fs from 'node:fs';
import type { ExportOrder } from '@shared/contract/jobs';
import { csvCell } from '@shared/text/csv';
import type { FoundEvent, FoundEvents } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';
import { csvCells, toldColumns } from './csv-columns';
import { eventLine, findingsLine } from './event-line';

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
  /** Files that could not be searched or read, and why; what is damaged of them is not in the export. */
  readonly problems: readonly string[];
  /** Everything is written, and the file is in its place. */
  readonly isWhole: boolean;
}

/** Events between two tellings. */
const STEP_EVENTS = 1_000;

/** Tells now and then how far it is; left before the last telling, it leaves nothing behind. */
export function* exportEvents(order: ExportOrder): Generator<ExportProgress, void, undefined> {
  const { building } = order;
  const searcher = eventStoreOf(order.caseDir, order.store).search();
  const file = fs.openSync(building, 'w');
  let written: ExportProgress | null = null;
  try {
    written = yield* writeEvents(file, order, searcher.find(order.search));
    fs.fsyncSync(file);
  } finally {
    searcher.close();
    fs.closeSync(file);
    if (written === null) fs.rmSync(building, { force: true });
  }
  fs.renameSync(building, order.path);
  yield { ...written, isWhole: true };
}

function* writeEvents(
  file: number,
  order: ExportOrder,
  found: FoundEvents,
): Generator<ExportProgress, ExportProgress, undefined> {
  const write = writerOf(order);
  let text = write.head;
  let done = 0;
  const progress = (): ExportProgress => ({
    ...{ done, total: found.count, problems: found.problems, isWhole: false },
  });
  for (const event of found.events()) {
    text += write.line(event);
    if (++done % STEP_EVENTS !== 0) continue;
    fs.writeSync(file, text);
    text = '';
    yield progress();
  }
  fs.writeSync(file, text);
  return progress();
}

interface LineWriter {
  readonly head: string;
  line(event: FoundEvent): string;
}

function writerOf({ format, columns }: ExportOrder): LineWriter {
  if (format === 'jsonl') {
    // Every field stands there: what a summary is made of.
    const told = toldColumns(columns).filter((column) => column !== 'summary');
    const lineOf = (event: FoundEvent) => ({ ...eventLine(event), ...findingsLine(event, told) });
    return { head: '', line: (event) => `${JSON.stringify(lineOf(event))}\n` };
  }
  const cells = csvCells(columns);
  const csvLine = (line: readonly unknown[]): string => `${line.map(csvCell).join(',')}\r\n`;
  return {
    // A mark, without which spreadsheets take UTF-8 for something older.
    head: `\ufeff${csvLine(cells.head)}`,
    line: (event) => csvLine(cells.of(event)),
  };
}
