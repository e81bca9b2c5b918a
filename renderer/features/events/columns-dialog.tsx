import { type ReactNode, useState } from 'react';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import {
  BUILT_IN_COLUMNS,
  type BuiltInColumn,
  FIRST_LAYOUT,
  fieldColumn,
  fieldOfColumn,
  MOST_COLUMNS,
  MOST_FROZEN,
} from '@shared/model/event-layout';
import { Dialog } from '../../parts/dialog';
import { Evidence } from '../../parts/evidence';
import { FilterBox } from '../../parts/filter-box';
import { BUILT_IN_TITLES } from './event-columns';
import { SavedLayouts } from './saved-layouts';
import { useFieldNames } from './use-field-names';
import { changeLayout, moveColumn, toggleColumn, useLayout } from './use-layout';

/** Fields offered at once. */
const MOST_OFFERED = 300;

const titleOf = (column: string): string =>
  fieldOfColumn(column) ?? BUILT_IN_TITLES[column as BuiltInColumn] ?? column;

/** Which columns the grid of events has, and in what order. */
export function ColumnsDialog({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <Dialog title="Columns" size="wide" onClose={onClose}>
      <div className="columns-dialog">
        <ChosenColumns />
        <OfferedColumns />
      </div>
      <SavedLayouts />
    </Dialog>
  );
}

function ChosenColumns(): ReactNode {
  const { columns } = useLayout();
  return (
    <section aria-label="Columns shown">
      <h3>Shown</h3>
      <ul className="column-list">
        {columns.map((column, at) => (
          <li key={column}>
            <Evidence text={titleOf(column)} />
            <ColumnButtons
              title={titleOf(column)}
              isFirst={at === 0}
              isLast={at === columns.length - 1}
              isOnly={columns.length === 1}
              onMove={(by) => moveColumn(column, by < 0 ? at - 1 : at + 2)}
              onRemove={() => toggleColumn(column)}
            />
          </li>
        ))}
      </ul>
      <FrozenColumns />
      <button
        type="button"
        onClick={() =>
          changeLayout(() => ({ columns: FIRST_LAYOUT.columns, frozen: FIRST_LAYOUT.frozen }))
        }
      >
        As at the beginning
      </button>
    </section>
  );
}

const frozenText = (count: number): string => {
  if (count === 0) return 'no column';
  return count === 1 ? 'the first column' : `the first ${count} columns`;
};

function FrozenColumns(): ReactNode {
  const { frozen } = useLayout();
  return (
    <label className="frozen-columns">
      Keep in place while scrolling sideways:
      <select
        value={frozen}
        onChange={({ target }) => changeLayout(() => ({ frozen: Number(target.value) }))}
      >
        {Array.from({ length: MOST_FROZEN + 1 }, (_, count) => (
          <option key={count} value={count}>
            {frozenText(count)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ColumnButtonsProps {
  readonly title: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isOnly: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

function ColumnButtons(props: ColumnButtonsProps): ReactNode {
  const { title, isFirst, isLast, isOnly, onMove, onRemove } = props;
  const button = (
    label: string,
    icon: ReactNode,
    disabled: boolean,
    act: () => void,
  ): ReactNode => (
    <button
      type="button"
      className="icon"
      aria-label={`${label} ${title}`}
      title={label}
      disabled={disabled}
      onClick={act}
    >
      {icon}
    </button>
  );
  return (
    <>
      {button('Move up', <ArrowUp size={14} aria-hidden="true" />, isFirst, () => onMove(-1))}
      {button('Move down', <ArrowDown size={14} aria-hidden="true" />, isLast, () => onMove(1))}
      {button('Remove', <X size={14} aria-hidden="true" />, isOnly, onRemove)}
    </>
  );
}

function OfferedColumns(): ReactNode {
  const { columns } = useLayout();
  const names = useFieldNames();
  const [sought, setSought] = useState('');
  const all = [...BUILT_IN_COLUMNS, ...names.map(fieldColumn)];
  const wanted = sought.trim().toLowerCase();
  const fitting = all.filter(
    (column) => !columns.includes(column) && titleOf(column).toLowerCase().includes(wanted),
  );
  const isFull = columns.length >= MOST_COLUMNS;
  return (
    <section aria-label="Fields to add">
      <h3>Add</h3>
      <FilterBox
        label="Find a field"
        placeholder="Find a field…"
        value={sought}
        onChange={setSought}
      />
      <ul className="column-list offered">
        {fitting.slice(0, MOST_OFFERED).map((column) => (
          <li key={column}>
            <button type="button" disabled={isFull} onClick={() => toggleColumn(column)}>
              <Evidence text={titleOf(column)} />
            </button>
          </li>
        ))}
      </ul>
      {fitting.length === 0 && <p className="dim">No other field has this in its name.</p>}
    </section>
  );
}
