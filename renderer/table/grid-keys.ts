/** What a key does in a grid, apart from any screen. */
import type { SelectionReach } from './selection';

export interface GridCursor {
  /** -1 is the header. */
  readonly row: number;
  readonly column: number;
}

export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  /** Rows of one page. */
  readonly page: number;
}

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export type GridAction =
  | { readonly type: 'move'; readonly to: GridCursor; readonly reach: SelectionReach }
  | { readonly type: 'toggle' }
  | { readonly type: 'open' }
  | { readonly type: 'sort' }
  | { readonly type: 'resize'; readonly byPx: number }
  | { readonly type: 'moveColumn'; readonly by: -1 | 1 }
  | { readonly type: 'all' }
  | { readonly type: 'menu' };

const RESIZE_PX = 16;

function moved(at: GridCursor, press: KeyPress, extent: GridExtent): GridCursor | null {
  const lastRow = extent.rows - 1;
  const lastColumn = extent.columns - 1;
  const row = (to: number): GridCursor => ({ ...at, row: Math.min(lastRow, Math.max(-1, to)) });
  const inRows = (to: number): GridCursor => ({ ...at, row: Math.min(lastRow, Math.max(0, to)) });
  switch (press.key) {
    case 'ArrowUp':
      return row(at.row - 1);
    case 'ArrowDown':
      return row(at.row + 1);
    case 'ArrowLeft':
      return { ...at, column: Math.max(0, at.column - 1) };
    case 'ArrowRight':
      return { ...at, column: Math.min(lastColumn, at.column + 1) };
    case 'PageUp':
      return inRows(at.row - extent.page);
    case 'PageDown':
      return inRows(at.row + extent.page);
    case 'Home':
      return inRows(0);
    case 'End':
      return inRows(lastRow);
    default:
      return null;
  }
}

function headerAction(press: KeyPress): GridAction | null {
  const by = press.key === 'ArrowLeft' ? -1 : press.key === 'ArrowRight' ? 1 : null;
  if (press.shiftKey && by !== null)
    return press.ctrlKey ? { type: 'moveColumn', by } : { type: 'resize', byPx: by * RESIZE_PX };
  return press.key === 'Enter' || press.key === ' ' ? { type: 'sort' } : null;
}

function rowAction(press: KeyPress): GridAction | null {
  if (press.key === 'Enter') return { type: 'open' };
  if (press.key === ' ') return { type: 'toggle' };
  if (press.key === 'ContextMenu' || (press.shiftKey && press.key === 'F10'))
    return { type: 'menu' };
  return null;
}

/** The action of a key press, or null where the grid leaves the key alone. */
export function gridAction(at: GridCursor, press: KeyPress, extent: GridExtent): GridAction | null {
  if (press.altKey) return null;
  if (press.ctrlKey && press.key.toLowerCase() === 'a') return { type: 'all' };
  const own = at.row < 0 ? headerAction(press) : rowAction(press);
  if (own !== null) return own;
  const to = moved(at, press, extent);
  if (to === null) return null;
  const reach: SelectionReach = press.shiftKey ? 'range' : press.ctrlKey ? 'cursorOnly' : 'plain';
  return { type: 'move', to, reach };
}
