import { type ReactNode, useMemo, useState } from 'react';
import { ScrollText } from 'lucide-react';
import type { RuleRow, RulesState } from '@shared/contract/views';
import { formatCount, plural } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { EmptyState } from '../../parts/empty-state';
import { Evidence } from '../../parts/evidence';
import { ViewHead } from '../../parts/view-head';
import { type Order, windowOf } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { sortByText } from '../../table/sort-by-text';
import { useSingleSelection } from '../../table/use-single-selection';
import { runOnCompleted } from '../evidence/run-on-completed';
import { RULE_STATE_WORDS, RULE_STATES, RULE_TEXTS, ruleColumns } from './rule-columns';
import { useRules } from './rules-store';
import './rules.css';

const COLUMNS = ruleColumns();
const keyOf = (row: RuleRow): string => `${row.file}\n${row.id}`;
const labelOf = (row: RuleRow): string => escapeHidden(row.title);

async function rerun(): Promise<void> {
  if (await runOnCompleted('sigma_only')) useRules.getState().hunted();
}

function Sources({ rules }: { rules: RulesState }): ReactNode {
  const changed = useRules((store) => store.changed);
  return (
    <div className="view-note">
      <span className="dim">Sources</span>
      <ul className="sources" aria-label="Rule sources">
        {rules.sources.map((source) => (
          <li key={source.name}>
            <b>
              <Evidence text={source.name} />
            </b>{' '}
            <span className="dim">{plural(source.rules, 'rule')}</span>
          </li>
        ))}
      </ul>
      {changed && (
        <span>Rules changed. Files processed before have not been run against them yet.</span>
      )}
      {rules.sources.length > 1 && (
        <button type="button" onClick={() => void useRules.getState().removeImported()}>
          Remove imported rules
        </button>
      )}
    </div>
  );
}

function StateToggles({
  rules,
  states,
  onChange,
}: {
  readonly rules: RulesState;
  readonly states: ReadonlySet<RuleRow['state']>;
  readonly onChange: (states: ReadonlySet<RuleRow['state']>) => void;
}): ReactNode {
  return (
    <div role="group" aria-label="Rule states" className="toggles">
      {RULE_STATES.map((state) => (
        <button
          key={state}
          type="button"
          className="toggle"
          aria-pressed={states.has(state)}
          onClick={() => {
            const next = new Set(states);
            if (!next.delete(state)) next.add(state);
            onChange(next);
          }}
        >
          {RULE_STATE_WORDS[state]}{' '}
          <small>{formatCount(rules.rows.filter((row) => row.state === state).length)}</small>
        </button>
      ))}
    </div>
  );
}

const NO_ROWS: readonly RuleRow[] = [];

/** Which rules run over this case, which do not, and why. */
export function RulesView(): ReactNode {
  const rules = useRules((store) => store.rules);
  const importing = useRules((store) => store.importing);
  const [filter, setFilter] = useState('');
  const [states, setStates] = useState<ReadonlySet<RuleRow['state']>>(new Set(RULE_STATES));
  const [order, setOrder] = useState<Order>({ column: 'title', direction: 'asc' });
  const { selection, setRow } = useSingleSelection(keyOf);
  const all = rules?.rows ?? NO_ROWS;
  const shown = useMemo(() => {
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
  const rows = useMemo(() => windowOf(shown), [shown]);
  const { importFrom } = useRules.getState();
  const summary = importing
    ? 'Importing rules…'
    : rules === null
      ? 'Reading rules…'
      : `${formatCount(rules.loaded)} of ${formatCount(rules.total)} rules loaded`;
  return (
    <>
      <ViewHead title="Rules" summary={summary}>
        <button type="button" disabled={importing} onClick={() => void importFrom('zip')}>
          Import ZIP
        </button>
        <button type="button" disabled={importing} onClick={() => void importFrom('folder')}>
          Import folder
        </button>
        <button type="button" className="primary" onClick={() => void rerun()}>
          Re-run SIGMA on all files
        </button>
      </ViewHead>
      {rules !== null && <Sources rules={rules} />}
      {rules !== null && (
        <div className="view-tools">
          <input
            data-find
            type="search"
            className="filter"
            aria-label="Filter rules"
            placeholder="Filter by title, id, file, reason…"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
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
          {rules === null ? null : rules.total === 0 ? (
            <EmptyState
              icon={<ScrollText size={28} aria-hidden="true" />}
              title="No rules"
              text="Import the SigmaHQ release ZIP or a folder of SIGMA rules. Every rule that cannot run is listed with the reason."
            />
          ) : (
            <EmptyState title="No rule matches" text="Clear the filter or switch more states on.">
              <button
                type="button"
                onClick={() => {
                  setFilter('');
                  setStates(new Set(RULE_STATES));
                }}
              >
                Show all rules
              </button>
            </EmptyState>
          )}
        </Grid>
      </div>
    </>
  );
}
