/** Puts events on the clipboard: one in every form it has, several in those that hold them all. */
import type { EventDetail, EventRow } from '@shared/contract/event-views';
import { attemptInCase } from '../../app/in-case';
import { attempt, tell } from '../../app/toast-store';
import type { EventKey } from '../../app/view-store';
import { ask } from '../../lib/ask';
import type { MenuEntry } from '../../parts/menu';
import { plural } from '../../lib/format';
import type { ChosenEvents } from './chosen-events';
import {
  asCsv,
  asJsonArray,
  asLine,
  asMarkdown,
  asMarkdownRows,
  defanged,
  type ShownCell,
  wholeCells,
} from './event-as-text';

/** @param what it is called behind */
export async function copy(text: string, what: string): Promise<void> {
  const done = await attempt(async () => {
    await ask('app.copyText', { text });
    return true;
  });
  if (done !== null) tell(`${what} copied`);
}

/** @param what value or values */
export const defangedEntry = (text: string, what: string): MenuEntry => ({
  type: 'act',
  label: `Copy ${what} defanged`,
  run: () => void copy(defanged(text), `Defanged ${what}`),
});

const readEvent = ({ file, event }: EventKey): Promise<EventDetail> =>
  ask('events.event', { file, event });

async function copyDetail(
  row: EventKey,
  what: string,
  write: (detail: EventDetail) => string | null,
): Promise<void> {
  const detail = await attempt(() => readEvent(row));
  if (detail === null) return;
  const text = write(detail);
  if (text === null) tell(`This event has no ${what}.`);
  else await copy(text, what);
}

/** A row of the grid with what its columns show. */
interface ShownRow {
  readonly row: EventKey;
  readonly cells: readonly ShownCell[];
}

/** The event is read where the row shows only part of a value. */
async function readCells({ row, cells }: ShownRow): Promise<readonly ShownCell[]> {
  const isWhole = cells.every(({ abridges }) => abridges === undefined);
  return isWhole ? cells : wholeCells(cells, await readEvent(row));
}

/** One after the other: whoever scrolls on meanwhile is answered between two of them. */
async function inTurn<One, Text>(
  all: readonly One[],
  read: (one: One) => Promise<Text>,
): Promise<Text[]> {
  const texts: Text[] = [];
  for (const one of all) texts.push(await read(one));
  return texts;
}

/** @param what as it is told once it is copied */
async function copyRead(what: string, read: () => Promise<string>): Promise<void> {
  const text = await attemptInCase(read);
  if (text !== null) await copy(text, what);
}

export function copyEntries(row: EventKey, cells: readonly ShownCell[]): MenuEntry[] {
  const act = (label: string, run: () => Promise<void>): MenuEntry => ({
    ...{ type: 'act', label: `Copy event as ${label}` },
    run: () => void run(),
  });
  const shown = { row, cells };
  return [
    act('a line', () => copyRead('Line', async () => asLine(await readCells(shown)))),
    act('CSV', () => copyRead('CSV', async () => asCsv([await readCells(shown)]))),
    act('JSON', () => copyDetail(row, 'JSON', ({ json }) => json)),
    act('XML', () => copyDetail(row, 'XML', ({ xml }) => xml)),
    act('Markdown', () => copyDetail(row, 'Markdown', asMarkdown)),
  ];
}

/** @param cellsOf what the columns show of a row */
export function severalCopyEntries(
  chosen: ChosenEvents,
  cellsOf: (row: EventRow) => readonly ShownCell[],
): MenuEntry[] {
  const events = plural(chosen.count, 'event');
  const act = (
    label: string,
    write: (rows: readonly EventRow[]) => Promise<string>,
  ): MenuEntry => ({
    ...{ type: 'act', label: `Copy ${events} as ${label}` },
    run: () => chosen.take((rows) => void copyRead(`${events} as ${label}`, () => write(rows))),
  });
  const cells = (rows: readonly EventRow[]): Promise<(readonly ShownCell[])[]> =>
    inTurn(rows, (row) => readCells({ row, cells: cellsOf(row) }));
  return [
    act('lines', async (rows) => (await cells(rows)).map(asLine).join('\n')),
    act('CSV', async (rows) => asCsv(await cells(rows))),
    act('JSON', async (rows) =>
      asJsonArray(await inTurn(rows, async (row) => (await readEvent(row)).json)),
    ),
    act('Markdown', async (rows) => asMarkdownRows(await cells(rows))),
  ];
}
