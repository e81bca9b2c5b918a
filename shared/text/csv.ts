/** Cells of CSV files that come from evidence. */

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[\s"']*[=+\-@\t\r＝＋－＠]/u;

/** The text of a cell that `csvCell` wrote. */
export const csvText = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;

/** A text with a leading apostrophe where a spreadsheet would take it for a formula. */
export const noFormula = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** A cell (RFC 4180), with a leading apostrophe where a spreadsheet would take it for a formula. */
export function csvCell(value: unknown): string {
  const text =
    value === null || value === undefined
      ? ''
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
  const safe = typeof value === 'string' ? noFormula(text) : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
