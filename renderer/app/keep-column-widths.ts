import { useColumnWidths } from '../table/column-widths';
import { useApp } from './app-store';

/** A drag changes a width many times a second. */
const SETTLED_MS = 300;

/** Column widths are those of the last start, and are kept for the next. */
export function keepColumnWidths(): void {
  useColumnWidths.setState({ byGrid: useApp.getState().state?.settings.columnWidths ?? {} });
  let settled: number | undefined;
  useColumnWidths.subscribe(({ byGrid: columnWidths }) => {
    window.clearTimeout(settled);
    settled = window.setTimeout(() => void useApp.getState().change({ columnWidths }), SETTLED_MS);
  });
}
