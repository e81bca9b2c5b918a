/** The columns of a CSV export: those of the grid as they stand there, then where else an event is found. */
import { BUILT_IN_COLUMNS, type BuiltInColumn, fieldOfColumn } from '@shared/model/event-layout';
import type { FoundEvent } from '@electron/store/event-store';
import {
  eventLine,
  findingsLine,
  type Line,
  PLACE_COLUMNS,
  TOLD_COLUMNS,
  type ToldColumn,
} from './event-line';

/** What a built-in column of the grid shows. */
const BUILT_IN: Readonly<Record<BuiltInColumn, readonly string[]>> = {
  ...TOLD_COLUMNS,
  time: ['time'],
  eventId: ['eventId'],
  channel: ['channel'],
  computer: ['computer'],
  file: ['file'],
};

type CsvColumn =
  | { readonly kind: 'told'; readonly name: string }
  | { readonly kind: 'field'; readonly name: string };

const told = (name: string): CsvColumn => ({ kind: 'told', name });
const isBuiltIn = (id: string): id is BuiltInColumn => BUILT_IN_COLUMNS.some((one) => one === id);

/** @param shown column ids of the grid, in its order */
function csvColumns(shown: readonly string[]): readonly CsvColumn[] {
  const columns = shown.flatMap((id): readonly CsvColumn[] => {
    const field = fieldOfColumn(id);
    if (field !== null) return [{ kind: 'field', name: field }];
    return isBuiltIn(id) ? BUILT_IN[id].map(told) : [];
  });
  const names = columns.flatMap(({ kind, name }) => (kind === 'told' ? [name] : []));
  const others = [...PLACE_COLUMNS, 'provider'].filter((name) => !names.includes(name));
  return [...columns, ...others.map(told)];
}

/** What is told of events beside their records, of the columns that show it. */
export const toldColumns = (shown: readonly string[]): readonly ToldColumn[] =>
  (['level', 'marks', 'summary'] as const).filter((column) => shown.includes(column));

export interface CsvCells {
  readonly head: readonly string[];
  of(event: FoundEvent): readonly unknown[];
}

export function csvCells(shown: readonly string[]): CsvCells {
  const columns = csvColumns(shown);
  const findings = toldColumns(shown);
  return {
    head: columns.map(({ name }) => name),
    of: (event) => {
      const line: Line = { ...eventLine(event), ...findingsLine(event, findings) };
      return columns.map(({ kind, name }) =>
        kind === 'told' ? inCell(line[name]) : fieldCell(event, name),
      );
    },
  };
}

const inCell = (value: unknown): unknown => (Array.isArray(value) ? value.join(' | ') : value);

/** All texts of a field as the grid shows them. */
function fieldCell({ fields: { names, values } }: FoundEvent, field: string): string | null {
  const at = names.indexOf(field);
  const value = at < 0 ? null : (values[at] ?? null);
  return typeof value === 'string' || value === null ? value : value.join(' | ');
}
