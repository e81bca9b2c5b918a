import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import type { RuleRow } from '@shared/contract/rule-row';
import { useView } from '../../app/view-store';
import { formatCount } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { FilterBox } from '../../parts/filter-box';
import { ViewHead } from '../../parts/view-head';
import { type Order, windowOf } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { sortByText } from '../../table/sort-by-text';
import { useSingleSelection } from '../../table/use-single-selection';
import { runOnCompleted } from '../evidence/run-on-completed';
import { newRule } from '../rule-editor/new-rule';
import { useRuleEditor } from '../rule-editor/rule-editor-store';
import { NoRules } from './no-rules';
import { FacetPanel } from './facet-panel';
import { RULE_STATES, ruleColumns, ruleTexts } from './rule-columns';
import { type Chosen, passesAll } from './rule-facets';
import { RulePane } from './rule-pane';
import { RuleSources } from './rule-sources';
import { useRules } from './rules-store';
import { StateToggles } from './state-toggles';
import { useRuleCounts } from './use-rule-counts';
import './rules.css';

const keyOf = ({ file, at }: RuleRow): string => `${at} ${file}`;
const labelOf = (row: RuleRow): string => escapeHidden(row.title);

const NO_ROWS: readonly RuleRow[] = [];

/** Everything of a rule that is sought in, but its text. */
const soughtIn = ({
  title,
  id,
  file,
  reason,
  author,
  tags,
  warnings,
  ...source
}: RuleRow): string =>
  [
    ...[title, id, file, reason, author, ...tags, ...warnings.map(({ message }) => message)],
    ...[source.product, source.category, source.service],
  ]
    .join('\n')
    .toLowerCase();

/** Rules that pass the text and the states; the facets narrow these. */
function useFiltered(
  all: readonly RuleRow[],
  filter: string,
  states: ReadonlySet<RuleRow['state']>,
): readonly RuleRow[] {
  return useMemo(() => {
    const words = filter.trim().toLowerCase().split(/\s+/);
    return all.filter((row) => {
      if (!states.has(row.state)) return false;
      const text = soughtIn(row);
      return words.every((word) => text.includes(word));
    });
  }, [all, filter, states]);
}

function useSummary(): string {
  const { rules, unread, importing, gathering } = useRules();
  if (importing) return 'Importing rules…';
  if (rules === null && unread) return 'The rules could not be read';
  if (rules === null || gathering > 0) return 'Reading rules…';
  return `${formatCount(rules.loaded)} of ${formatCount(rules.total)} rules loaded`;
}

/** Read when a rule is written first: a text editor is half as big as the rest of the window. */
const RuleEditor = lazy(async () => ({
  default: (await import('../rule-editor/rule-editor')).RuleEditor,
}));

/** The rules, or the one that is being written. */
export function RulesView(): ReactNode {
  const draft = useRuleEditor((store) => store.draft);
  if (draft === null) return <RuleList />;
  return (
    <Suspense fallback={<p className="dim">Opening the editor…</p>}>
      <RuleEditor draft={draft} />
    </Suspense>
  );
}

/** Which rules run over this case, which do not, and why. */
function RuleList(): ReactNode {
  const rules = useRules((store) => store.rules);
  const importing = useRules((store) => store.importing);
  const summary = useSummary();
  const [filter, setFilter] = useState('');
  const [states, setStates] = useState<ReadonlySet<RuleRow['state']>>(new Set(RULE_STATES));
  const [order, setOrder] = useState<Order>({ column: 'title', direction: 'asc' });
  const [chosen, setChosen] = useState<Chosen>({});
  const counts = useRuleCounts();
  const { row: opened, selection, setRow } = useSingleSelection(keyOf);
  const filtered = useFiltered(rules?.rows ?? NO_ROWS, filter, states);
  const columns = useMemo(() => ruleColumns(counts), [counts]);
  const shown = useMemo(() => {
    const kept = filtered.filter((row) => passesAll(row, chosen, counts));
    return sortByText(kept, order, ruleTexts(counts));
  }, [filtered, chosen, counts, order]);
  const rows = useMemo(() => windowOf(shown), [shown]);
  const { importFrom } = useRules.getState();
  const { begin } = useRuleEditor.getState();
  const showAll = (): void => {
    setFilter('');
    setStates(new Set(RULE_STATES));
    setChosen({});
  };
  return (
    <>
      <ViewHead title="Rules" summary={summary}>
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
      {rules !== null && (
        <div className="view-tools">
          <FilterBox
            label="Filter rules"
            placeholder="Filter by title, id, tag, source, reason…"
            value={filter}
            onChange={setFilter}
          />
          <StateToggles rules={rules} states={states} onChange={setStates} />
          <span className="grow" />
          <button type="button" onClick={() => useView.getState().ask({ type: 'placeholders' })}>
            Placeholders
          </button>
          <button type="button" onClick={() => begin(newRule(crypto.randomUUID()))}>
            New rule
          </button>
        </div>
      )}
      {rules !== null && <RuleSources rules={rules} />}
      <div className="panes">
        {rules !== null && (
          <FacetPanel rows={filtered} counts={counts} chosen={chosen} onChange={setChosen} />
        )}
        <Grid
          label="Rules"
          rows={rows}
          columns={columns}
          keyOf={keyOf}
          labelOf={labelOf}
          order={order}
          onOrder={setOrder}
          selection={selection}
          onSelect={(_step, row) => row !== null && setRow(row)}
          onKey={(event) => {
            if (event.key !== 'Escape' || opened === null) return false;
            setRow(null);
            return true;
          }}
        >
          {rules !== null && <NoRules any={rules.total > 0} onShowAll={showAll} />}
        </Grid>
        {opened !== null && (
          <RulePane
            row={opened}
            counts={counts}
            isOwn={rules?.own.includes(opened.file) ?? false}
            onClose={() => setRow(null)}
          />
        )}
      </div>
    </>
  );
}
