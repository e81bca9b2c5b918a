import { type ReactNode, useMemo, useState } from 'react';
import { ShieldAlert } from 'lucide-react';
import type { DetectionRow } from '@shared/contract/views';
import { type Level, LEVELS } from '@shared/model/level';
import { useView } from '../../app/view-store';
import { ask, problemOf } from '../../lib/ask';
import { formatCount } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { useSettled } from '../../lib/use-settled';
import { EmptyState } from '../../parts/empty-state';
import { LevelMark } from '../../parts/level-mark';
import { Problem } from '../../parts/problem';
import { ViewHead } from '../../parts/view-head';
import type { DataSource, Order } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { usePagedRows } from '../../table/use-paged-rows';
import { useSingleSelection } from '../../table/use-single-selection';
import { useCaseTotals } from '../evidence/use-case-totals';
import { detectionColumns } from './detection-columns';
import { DetectionPane } from './detection-pane';

const NO_COLUMNS: readonly string[] = [];
const ORDERS = ['time', 'level', 'rule', 'computer', 'file'] as const;
const HIGHEST_FIRST = [...LEVELS].reverse();
const COLUMNS = detectionColumns();
const keyOf = (row: DetectionRow): string => `${row.file}:${row.event}:${row.ruleId}:${row.source}`;
const labelOf = (row: DetectionRow): string => escapeHidden(row.ruleTitle);

function useDetectionRows(
  filter: string,
  levels: ReadonlySet<Level>,
  order: Order,
  published: string,
) {
  const source = useMemo<DataSource<DetectionRow>>(
    () => ({
      rows: (range, _columns, { column, direction }) =>
        ask('detections.rows', {
          filter,
          levels: levels.size === LEVELS.length ? null : [...levels],
          files: null,
          sort: { column: ORDERS.find((name) => name === column) ?? 'time', order: direction },
          ...range,
        }),
    }),
    // `published` is not asked with, but its change must ask again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [filter, levels, published],
  );
  return usePagedRows({ source, columns: NO_COLUMNS, order });
}

function LevelToggles({
  levels,
  onChange,
}: {
  levels: ReadonlySet<Level>;
  onChange: (levels: ReadonlySet<Level>) => void;
}): ReactNode {
  const { byLevel } = useCaseTotals();
  const toggle = (level: Level): void => {
    const next = new Set(levels);
    if (!next.delete(level)) next.add(level);
    onChange(next);
  };
  return (
    <div role="group" aria-label="Levels" className="toggles">
      {HIGHEST_FIRST.map((level) => (
        <button
          key={level}
          type="button"
          className="toggle"
          aria-pressed={levels.has(level)}
          onClick={() => toggle(level)}
        >
          <LevelMark level={level} /> <small>{formatCount(byLevel[level])}</small>
        </button>
      ))}
    </div>
  );
}

/** Every rule that met an event. */
export function DetectionsView(): ReactNode {
  const [filter, setFilter] = useState('');
  const [levels, setLevels] = useState<ReadonlySet<Level>>(new Set(LEVELS));
  const [order, setOrder] = useState<Order>({ column: 'level', direction: 'desc' });
  const totals = useCaseTotals();
  const [tries, setTries] = useState(0);
  const rows = useDetectionRows(useSettled(filter), levels, order, `${totals.published}#${tries}`);
  const { row, setRow, selection } = useSingleSelection(keyOf);
  const showEvent = (one: DetectionRow): void =>
    useView.getState().showEvent({ file: one.file, event: one.event });
  const summary =
    rows.exactTotal === null
      ? 'Searching…'
      : `${formatCount(rows.exactTotal)} of ${formatCount(totals.detections)}`;
  return (
    <>
      <ViewHead title="Detections" summary={summary}>
        <button
          type="button"
          disabled={row === null}
          onClick={() => row !== null && showEvent(row)}
        >
          Show event
        </button>
      </ViewHead>
      <div className="view-tools">
        <input
          data-find
          type="search"
          className="filter"
          aria-label="Filter detections"
          placeholder="Filter by rule, computer, field, value…"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <LevelToggles levels={levels} onChange={setLevels} />
      </div>
      {rows.error !== null && (
        <Problem text={problemOf(rows.error).message} onRetry={() => setTries(tries + 1)} />
      )}
      {rows.problems.map((text) => (
        <Problem key={text} text={text} />
      ))}
      <div className="panes">
        <Grid
          label="Detections"
          rows={rows}
          columns={COLUMNS}
          keyOf={keyOf}
          labelOf={labelOf}
          order={order}
          onOrder={setOrder}
          selection={selection}
          onSelect={(_step, one) => one !== null && setRow(one)}
          onOpen={showEvent}
          onKey={(event) => {
            if (event.key !== 'Escape' || row === null) return false;
            setRow(null);
            return true;
          }}
        >
          {totals.detections > 0 ? (
            <EmptyState
              title="No detection matches"
              text="Clear the filter or switch more levels on."
            >
              <button
                type="button"
                onClick={() => {
                  setFilter('');
                  setLevels(new Set(LEVELS));
                }}
              >
                Show all detections
              </button>
            </EmptyState>
          ) : (
            <EmptyState
              icon={<ShieldAlert size={28} aria-hidden="true" />}
              title="No detections"
              text="When a SIGMA rule meets an event, it stands here with the rule, its author and what it matched. Which rules are loaded is told under Rules."
            >
              <button type="button" onClick={() => useView.getState().go('rules')}>
                Go to Rules
              </button>
            </EmptyState>
          )}
        </Grid>
        {row !== null && <DetectionPane row={row} onClose={() => setRow(null)} />}
      </div>
    </>
  );
}
