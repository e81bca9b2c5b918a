import { type ReactNode, useMemo } from 'react';
import type { NotUnderstood } from '@shared/model/indicator-reading';
import { EmptyState } from '../../parts/empty-state';
import { Evidence } from '../../parts/evidence';
import type { Column } from '../../table/columns';
import { windowOf } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { useSingleSelection } from '../../table/use-single-selection';

interface RefusedRow extends NotUnderstood {
  readonly at: number;
}

const COLUMNS: readonly Column<RefusedRow>[] = [
  {
    ...{ id: 'place', title: 'Stands in', widthPx: 190 },
    render: ({ place }) => <Evidence text={place} className="dim" />,
  },
  {
    ...{ id: 'text', title: 'Text', widthPx: 420, mono: true },
    render: ({ text }) => <Evidence text={text} />,
  },
  {
    ...{ id: 'reason', title: 'Why it is not imported', widthPx: 360 },
    render: ({ reason }) => <Evidence text={reason} />,
  },
];

const keyOf = ({ at }: RefusedRow): number => at;

/** Everything of the list that is no indicator, each with the reason. */
export function RefusedGrid({ refused }: { refused: readonly NotUnderstood[] }): ReactNode {
  const rows = useMemo(() => windowOf(refused.map((one, at) => ({ ...one, at }))), [refused]);
  const { selection, setRow } = useSingleSelection(keyOf);
  return (
    <Grid
      label="Not understood"
      rows={rows}
      columns={COLUMNS}
      keyOf={keyOf}
      order={null}
      selection={selection}
      onSelect={(_step, row) => row !== null && setRow(row)}
    >
      <EmptyState title="Everything was understood" text="Nothing of this list is left out." />
    </Grid>
  );
}
