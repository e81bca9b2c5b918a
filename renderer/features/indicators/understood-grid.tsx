import { type ReactNode, useMemo, useState } from 'react';
import { TriangleAlert } from 'lucide-react';
import { formatCount } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { EmptyState } from '../../parts/empty-state';
import { Evidence } from '../../parts/evidence';
import type { Column } from '../../table/columns';
import { type Order, windowOf } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { useSingleSelection } from '../../table/use-single-selection';
import { isWeakRow, type ReviewRow } from './use-review-rows';
import { isCommon, shareText } from './weight';

interface UnderstoodGridProps {
  readonly rows: readonly ReviewRow[];
  readonly onChoose: (rows: readonly ReviewRow[], isChosen: boolean) => void;
}

const keyOf = ({ at }: ReviewRow): number => at;
const labelOf = ({ understood }: ReviewRow): string => escapeHidden(understood.draft.value);

/** What each is sorted by, least first. */
const RANKS: Readonly<Record<string, (row: ReviewRow) => string | number>> = {
  chosen: ({ isChosen }) => (isChosen ? 0 : 1),
  type: ({ understood }) => understood.draft.type,
  value: ({ understood }) => understood.draft.value.toLowerCase(),
  hits: ({ weight }) => -(weight?.hits ?? 0),
  remarks: (row) => (isWeakRow(row) ? 0 : row.understood.remarks.length > 0 ? 1 : 2),
};

/** Rows in the order of the list until another is asked for. */
function sorted(rows: readonly ReviewRow[], order: Order | null): readonly ReviewRow[] {
  const rank = order === null ? undefined : RANKS[order.column];
  if (order === null || rank === undefined) return rows;
  const sign = order.direction === 'asc' ? 1 : -1;
  return rows.toSorted((left, right) => {
    const [one, other] = [rank(left), rank(right)];
    return one === other ? left.at - right.at : one < other ? -sign : sign;
  });
}

/** What was understood; Space and the boxes choose what is added. */
export function UnderstoodGrid({ rows, onChoose }: UnderstoodGridProps): ReactNode {
  const [order, setOrder] = useState<Order | null>(null);
  const shown = useMemo(() => sorted(rows, order), [rows, order]);
  const inView = useMemo(() => windowOf(shown), [shown]);
  const { selection, setRow } = useSingleSelection(keyOf);
  const columns = useMemo(() => columnsFor(onChoose), [onChoose]);
  const toggle = (row: ReviewRow): void => onChoose([row], !row.isChosen);
  return (
    <Grid
      label="Understood indicators"
      rows={inView}
      columns={columns}
      keyOf={keyOf}
      labelOf={labelOf}
      order={order}
      onOrder={setOrder}
      selection={selection}
      onSelect={(_step, row) => row !== null && setRow(row)}
      onOpen={toggle}
    >
      <EmptyState
        title="Nothing was understood"
        text="Look at the other list for the reasons, or read it as another kind."
      />
    </Grid>
  );
}

const columnsFor = (onChoose: UnderstoodGridProps['onChoose']): Column<ReviewRow>[] => [
  {
    ...{ id: 'chosen', title: 'Add', widthPx: 56, sortable: true },
    render: (row) => (
      <input
        type="checkbox"
        tabIndex={-1}
        checked={row.isChosen}
        aria-label={`Add ${labelOf(row)}`}
        onChange={() => onChoose([row], !row.isChosen)}
      />
    ),
  },
  {
    ...{ id: 'type', title: 'Type', widthPx: 104, sortable: true },
    render: ({ understood: { draft } }) => draft.type,
  },
  {
    ...{ id: 'value', title: 'Value', widthPx: 340, mono: true, sortable: true },
    render: ({ understood: { draft }, isChosen }) => (
      <Evidence text={draft.value} className={isChosen ? '' : 'dim'} />
    ),
  },
  {
    ...{ id: 'mode', title: 'Match', widthPx: 86 },
    render: ({ understood: { draft } }) => draft.mode,
  },
  {
    ...({ id: 'hits', title: 'Would hit', widthPx: 96, align: 'end', sortable: true } as const),
    render: ({ weight }) => (weight === null ? '…' : formatCount(weight.hits)),
  },
  {
    ...{ id: 'remarks', title: 'Remarks', widthPx: 300, sortable: true },
    render: (row) => <Remarks row={row} />,
  },
  {
    ...{ id: 'place', title: 'Stands in', widthPx: 130 },
    render: ({ understood }) => <Evidence text={understood.place} className="dim" />,
  },
];

function Remarks({ row }: { row: ReviewRow }): ReactNode {
  const { understood, weight } = row;
  const common =
    weight !== null && isCommon(weight) ? [`very common here (${shareText(weight)})`] : [];
  const warned = [...understood.weaknesses, ...common];
  return (
    <>
      {warned.length > 0 && (
        <span className="weak">
          <TriangleAlert size={13} aria-hidden="true" /> Weak: {warned.join('; ')}
        </span>
      )}
      <Evidence text={understood.remarks.join('; ')} className="dim" />
    </>
  );
}
