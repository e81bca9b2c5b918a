import { type ReactNode, useMemo, useState } from 'react';
import type { RuleRow, RulesState } from '@shared/contract/views';
import { formatCount } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { FilterBox } from '../../parts/filter-box';
import { ViewHead } from '../../parts/view-head';
import { type Order, windowOf } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { sortByText } from '../../table/sort-by-text';
import { useSingleSelection } from '../../table/use-single-selection';
import { runOnCompleted } from '../evidence/run-on-completed';
import { NoRules } from './no-rules';
import { RULE_STATES, RULE_TEXTS, ruleColumns } from './rule-columns';
import { RuleSources } from './rule-sources';
import { useRules } from './rules-store';
import { StateToggles } from './state-toggles';
import './rules.css';

const COLUMNS = ruleColumns();
const keyOf = (row: RuleRow): string => `${row.file}\n${row.id}`;
const labelOf = (row: RuleRow): string => escapeHidden(row.title);

const NO_ROWS: readonly RuleRow[] = [];

function useShown(
  all: readonly RuleRow[],
  filter: string,
  states: ReadonlySet<RuleRow['state']>,
  order: Order,
): RuleRow[] {
  return useMemo(() => {
    const text = filter.trim().toLowerCase();
    const kept = all.filter(
      (row) =>
        states.has(row.state) &&
        `${row.title}\n${row.id}\n${row.file}\n${row.reason}\n${row.author}`
          .toLowerCase()
          .includes(text),
    );
    return sortByText(kept, order, RULE_TEXTS);
  }, [all, filter, states, order]);
}

function summaryOf(rules: RulesState | null, importing: boolean): string {
  if (importing) return 'Importing rules…';
  if (rules === null) return 'Reading rules…';
  return `${formatCount(rules.loaded)} of ${formatCount(rules.total)} rules loaded`;
}

/** Which rules run over this case, which do not, and why. */
export function RulesView(): ReactNode {
  const rules = useRules((store) => store.rules);
  const importing = useRules((store) => store.importing);
  const [filter, setFilter] = useState('');
  const [states, setStates] = useState<ReadonlySet<RuleRow['state']>>(new Set(RULE_STATES));
  const [order, setOrder] = useState<Order>({ column: 'title', direction: 'asc' });
  const { selection, setRow } = useSingleSelection(keyOf);
  const shown = useShown(rules?.rows ?? NO_ROWS, filter, states, order);
  const rows = useMemo(() => windowOf(shown), [shown]);
  const { importFrom } = useRules.getState();
  const showAll = (): void => {
    setFilter('');
    setStates(new Set(RULE_STATES));
  };
  return (
    <>
      <ViewHead title="Rules" summary={summaryOf(rules, importing)}>
        <button type="button" disabled={importing} onClick={() => void importFrom('zip')}>
          Import ZIP
        </button>
        <button type="button" disabled={importing} onClick={() => void importFrom('folder')}>
          Import folder
        </button>
        <button type="button" className="primary" onClick={() => void runOnCompleted('sigma_only')}>
          Re-run SIGMA on all files
        </button>
      </ViewHead>
      {rules !== null && <RuleSources rules={rules} />}
      {rules !== null && (
        <div className="view-tools">
          <FilterBox
            label="Filter rules"
            placeholder="Filter by title, id, file, reason…"
            value={filter}
            onChange={setFilter}
          />
          <StateToggles rules={rules} states={states} onChange={setStates} />
        </div>
      )}
      <div className="panes">
        <Grid
          label="Rules"
          rows={rows}
          columns={COLUMNS}
          keyOf={keyOf}
          labelOf={labelOf}
          order={order}
          onOrder={setOrder}
          selection={selection}
          onSelect={(_step, row) => row !== null && setRow(row)}
        >
          {rules !== null && <NoRules any={rules.total > 0} onShowAll={showAll} />}
        </Grid>
      </div>
    </>
  );
}
