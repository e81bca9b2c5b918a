/** Cells of CSV files that come from evidence. */

/** A cell (RFC 4180), with a leading apostrophe where a spreadsheet would take it for a formula. */
export function csvCell(value: unknown): string {
  const text =
    value === null || value === undefined
      ? ''
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
  const safe =
    /^[\s"']*[=+\-@\t\r＝＋－＠]/u.test(text) && typeof value === 'string' ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
