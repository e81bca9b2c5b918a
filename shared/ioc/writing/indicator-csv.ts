/** Indicators as a CSV file that a spreadsheet takes no formula from, and that is read back as it was. */
import type { IndicatorDraft } from '@shared/model/indicator';
import { COLUMN_ROLES, type ColumnRole } from '@shared/model/indicator-reading';
import { csvCell } from '@shared/text/csv';

/** The order of the columns; a table with just these is one of ours. */
export const CSV_COLUMNS: readonly ColumnRole[] = [
  ...(['type', 'value', 'mode', 'active', 'severity', 'confidence', 'tlp'] as const),
  ...COLUMN_ROLES.filter((role) => ['validUntil', 'source', 'note'].includes(role)),
];

export const CSV_HEADING = `${CSV_COLUMNS.join(',')}\r\n`;

export function indicatorCsvRow(indicator: IndicatorDraft): string {
  const cells = CSV_COLUMNS.map((role) => {
    const cell = indicator[role];
    return csvCell(typeof cell === 'string' ? cell : cell === null ? '' : String(cell));
  });
  return `${cells.join(',')}\r\n`;
}
