/** Every event a search finds, written to a file that is there when it is whole. */
import fs from 'node:fs';
import type { ExportOrder } from '@shared/contract/jobs';
import type { EventFields } from '@shared/model/event';
import { csvCell } from '@shared/text/csv';
import type { FoundEvent } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';
import { eventLine, findingsLine, PLACE_COLUMNS, TOLD_COLUMNS } from './event-line';

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
  /** Files that could not be searched or read, and why; what is damaged of them is not in the export. */
  readonly problems: readonly string[];
}

/** Events between two tellings. */
const STEP_EVENTS = 1_000;

/** Tells now and then how far it is; left early, it leaves nothing behind. */
export function* exportEvents(order: ExportOrder): Generator<ExportProgress, void, undefined> {
  const { building } = order;
  const searcher = eventStoreOf(order.caseDir, order.store).search();
  const file = fs.openSync(building, 'w');
  let isWhole = false;
  try {
    const found = searcher.find(order.search);
    const { count: total } = found;
    const write = writerOf(order);
    let text = write.head;
    let done = 0;
    for (const event of found.events()) {
      text += write.line(event);
      if (++done % STEP_EVENTS !== 0) continue;
      fs.writeSync(file, text);
      text = '';
      yield { done, total, problems: found.problems };
    }
    fs.writeSync(file, text);
    fs.fsyncSync(file);
    isWhole = true;
    yield { done, total, problems: found.problems };
  } finally {
    searcher.close();
    fs.closeSync(file);
    if (isWhole) fs.renameSync(building, order.path);
    else fs.rmSync(building, { force: true });
  }
}

interface LineWriter {
  readonly head: string;
  line(event: FoundEvent): string;
}

function writerOf({ format, columns, told }: ExportOrder): LineWriter {
  if (format === 'jsonl') {
    const lineOf = (event: FoundEvent) => ({ ...eventLine(event), ...findingsLine(event, told) });
    return { head: '', line: (event) => `${JSON.stringify(lineOf(event))}\n` };
  }
  const toldColumns = told.flatMap((column) => TOLD_COLUMNS[column]);
  const csvLine = (cells: readonly unknown[]): string => `${cells.map(csvCell).join(',')}\r\n`;
  return {
    // A mark, without which spreadsheets take UTF-8 for something older.
    head: `\ufeff${csvLine([...PLACE_COLUMNS, 'provider', ...toldColumns, ...columns])}`,
    line: (event) => {
      const line = eventLine(event);
      const place = [...PLACE_COLUMNS, 'provider'].map((name) => line[name]);
      const findings = findingsLine(event, told);
      const marks = toldColumns.map((name) => inCell(findings[name]));
      return csvLine([...place, ...marks, ...columns.map((name) => cellOf(event.fields, name))]);
    },
  };
}

const inCell = (told: unknown): unknown => (Array.isArray(told) ? told.join(' | ') : told);

/** All texts of a field as the grid shows them. */
function cellOf({ names, values }: EventFields, field: string): string | null {
  const at = names.indexOf(field);
  const value = at < 0 ? null : (values[at] ?? null);
  return typeof value === 'string' || value === null ? value : value.join(' | ');
}
