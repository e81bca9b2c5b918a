import { type ReactNode, useMemo, useState } from 'react';
import type { FieldValues, ValueCount } from '@shared/contract/event-views';
import { useView } from '../../app/view-store';
import { ask } from '../../lib/ask';
import { formatCount, plural } from '../../lib/format';
import { fieldFilter } from '../../lib/query-text';
import { useSettled } from '../../lib/use-settled';
import { Dialog } from '../../parts/dialog';
import { FilterBox } from '../../parts/filter-box';
import { RowProblems } from '../../parts/row-problems';
import type { Column } from '../../table/columns';
import type { DataSource } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { usePagedRows } from '../../table/use-paged-rows';
import { useSingleSelection } from '../../table/use-single-selection';
import { ValueText } from '../../parts/value-text';
import { useCaseTotals } from '../evidence/use-case-totals';
import { useSearchInForce } from './search-in-force';

const NO_COLUMNS: readonly string[] = [];
const BY_COUNT = { column: 'count', direction: 'desc' } as const;
const keyOf = ({ value }: ValueCount): string => (value === null ? 'null' : `=${value}`);

const COLUMNS: readonly Column<ValueCount>[] = [
  {
    id: 'count',
    title: 'Events',
    widthPx: 110,
    align: 'end',
    render: ({ count }) => formatCount(count),
  },
  {
    id: 'value',
    title: 'Value',
    widthPx: 560,
    mono: true,
    render: ({ value, spellings }) =>
      value === null ? (
        <span className="dim">null</span>
      ) : (
        <>
          <ValueText text={value} />
          {spellings > 1 && <span className="dim"> · {plural(spellings, 'spelling')}</span>}
        </>
      ),
  },
];

/** Every value of a field over the events found, the most frequent first; rare ones are at the end. */
export function ValuesDialog({
  field,
  onClose,
}: {
  field: string;
  onClose: () => void;
}): ReactNode {
  const search = useSearchInForce();
  const { published } = useCaseTotals();
  const [holding, setHolding] = useState('');
  const [facts, setFacts] = useState<FieldValues | null>(null);
  const sought = useSettled(holding);
  const [tries, setTries] = useState(0);
  const source = useMemo<DataSource<ValueCount>>(
    () => ({
      tries,
      rows: async (range) => {
        const answer = await ask('events.values', { search, field, holding: sought, ...range });
        setFacts(answer);
        return answer;
      },
    }),
    [tries, field, sought, search],
  );
  const question = { source, columns: NO_COLUMNS, order: BY_COUNT };
  const rows = usePagedRows({ ...question, version: published });
  const { row, selection, setRow } = useSingleSelection(keyOf);
  const narrow = (keeps: boolean, chosen: ValueCount | null): void => {
    if (chosen?.value == null) return;
    useView.getState().putFilters({ query: fieldFilter(field, chosen.value), keeps, isOn: true });
    onClose();
  };
  const isFieldOfOne = row?.value != null;
  return (
    <Dialog
      title={`Values of ${field}`}
      size="large"
      onClose={onClose}
      actions={
        <>
          <span className="dim">{facts !== null && summaryOf(facts)}</span>
          <span className="spring" />
          <button type="button" disabled={!isFieldOfOne} onClick={() => narrow(false, row)}>
            Without these
          </button>
          <button
            type="button"
            className="primary"
            disabled={!isFieldOfOne}
            onClick={() => narrow(true, row)}
          >
            Only these
          </button>
        </>
      }
    >
      <div className="dialog-tools">
        <FilterBox
          label="Values that hold"
          placeholder="Values that hold…"
          value={holding}
          onChange={setHolding}
        />
      </div>
      <RowProblems
        error={rows.error}
        problems={rows.problems}
        onRetry={() => setTries(tries + 1)}
      />
      <div className="dialog-grid">
        <Grid
          label={`Values of ${field}`}
          topKey={JSON.stringify([search, sought])}
          rows={rows}
          columns={COLUMNS}
          keyOf={keyOf}
          order={BY_COUNT}
          selection={selection}
          onSelect={(_step, chosen) => chosen !== null && setRow(chosen)}
          onOpen={(chosen) => narrow(true, chosen)}
        >
          <p className="dim">No value holds this.</p>
        </Grid>
      </div>
    </Dialog>
  );
}

const summaryOf = ({ total, having, events }: FieldValues): string =>
  `${plural(total, 'value')} in ${formatCount(having)} of ${plural(events, 'event')}`;
