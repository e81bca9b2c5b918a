/** How commands speak: results on stdout, one JSON object a line where asked; everything else on stderr. */
import fs from 'node:fs';
import { csvCell } from '@shared/text/csv';
import type { Arguments } from './arguments';

/** Wrong use of the command line: exit code 2 and a hint. */
export class WrongUse extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongUse';
  }
}

/** Writes synchronously, so that nothing is lost when the process ends or the reader is slow. */
export function print(text: string): void {
  writeAll(1, Buffer.from(`${text}\n`));
}

/** Bytes as they are, line ends included. */
export const printBytes = (bytes: Uint8Array): void => writeAll(1, bytes);

export const printJson = (value: unknown): void => print(JSON.stringify(value));

export function note(text: string): void {
  writeAll(2, Buffer.from(`${text}\n`));
}

/** What an answer lacks. @returns the exit code of the command */
export function noteProblems(problems: Iterable<string>): 0 | 1 {
  const all = [...problems];
  for (const problem of all) note(problem);
  return all.length > 0 ? 1 : 0;
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += fs.writeSync(descriptor, bytes, written);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      // A pipe whose reader is slow says "again"; one whose reader left ends the command.
      if (code === 'EPIPE') process.exit(0);
      if (code !== 'EAGAIN') throw error;
    }
  }
}

export const printCsvRow = (cells: readonly unknown[]): void => print(cells.map(csvCell).join(','));

export type RowFormat = 'jsonl' | 'csv';

/** `--format`, and `--json` for `--format jsonl`. @throws WrongUse where the two say different things */
export function rowFormat(given: Arguments): RowFormat {
  const format = given.oneOf('format', ['jsonl', 'csv'] as const) ?? 'jsonl';
  if (given.flag('json') && format === 'csv')
    throw new WrongUse('--json and --format csv say different things');
  return format;
}

/** Rows as JSON lines or as CSV with a header of the given columns. */
export function rowPrinter(
  format: RowFormat,
  columns: readonly string[],
): (row: Readonly<Record<string, unknown>>) => void {
  if (format === 'jsonl') return printJson;
  printCsvRow(columns);
  return (row) => printCsvRow(columns.map((column) => row[column]));
}
