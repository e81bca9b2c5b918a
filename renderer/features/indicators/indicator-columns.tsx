import type { Indicator } from '@shared/model/indicator';
import { escapeHidden } from '../../lib/hidden-characters';
import { Evidence } from '../../parts/evidence';
import type { Column } from '../../table/columns';
import { useIndicators } from './indicator-store';

/** What indicators are sorted by. */
export const INDICATOR_TEXTS: Readonly<Record<string, (row: Indicator) => string>> = {
  active: (row) => (row.active ? '0' : '1'),
  type: (row) => row.type,
  value: (row) => row.value,
  mode: (row) => row.mode,
  note: (row) => row.note,
};

/** What hits are counted under; the count is of the case as a whole. */
export function indicatorColumns(): Column<Indicator>[] {
  return [
    {
      id: 'active',
      title: 'Active',
      widthPx: 92,
      sortable: true,
      render: (row) => (
        <label className="check-cell">
          <input
            type="checkbox"
            tabIndex={-1}
            checked={row.active}
            aria-label={`Active: ${escapeHidden(row.value)}`}
            onChange={() => void useIndicators.getState().put({ ...row, active: !row.active })}
          />
          {row.active ? 'on' : 'off'}
        </label>
      ),
    },
    { id: 'type', title: 'Type', widthPx: 110, sortable: true, render: (row) => row.type },
    {
      id: 'value',
      title: 'Value',
      widthPx: 420,
      mono: true,
      sortable: true,
      render: (row) => <Evidence text={row.value} className={row.active ? '' : 'dim'} />,
    },
    { id: 'mode', title: 'Match', widthPx: 100, sortable: true, render: (row) => row.mode },
    {
      id: 'note',
      title: 'Note',
      widthPx: 240,
      sortable: true,
      render: (row) => <Evidence text={row.note} className="dim" />,
    },
  ];
}
