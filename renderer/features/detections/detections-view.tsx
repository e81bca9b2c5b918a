import { type ReactNode, useCallback, useState } from 'react';
import { ShieldAlert } from 'lucide-react';
import type { DetectionRow } from '@shared/contract/finding-views';
import { type Level, LEVELS } from '@shared/model/level';
import { ruleKey } from '@shared/model/rule-key';
import { type ShownRule, useView } from '../../app/view-store';
import { ask } from '../../lib/ask';
import { formatCount } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { EmptyState } from '../../parts/empty-state';
import { LevelMark } from '../../parts/level-mark';
import { Toggles } from '../../parts/toggles';
import { useCaseTotals } from '../evidence/use-case-totals';
import { type PlaceKind, PlacesView } from '../places/places-view';
import { type PlaceQuestion, sortIn, usePlaceRows } from '../places/use-place-rows';
import { CorrelationsNote } from './correlations-note';
import './detections.css';
import { DETECTION_CELLS, DETECTION_COLUMNS } from './detection-columns';
import { DetectionPane } from './detection-pane';
import { RuleChip } from './rule-chip';

const ORDERS = ['time', 'level', 'rule', 'computer', 'file'] as const;
const HIGHEST_FIRST = [...LEVELS].reverse();
const DETECTIONS: PlaceKind<DetectionRow> = {
  title: 'Detections',
  one: 'Detection',
  filterLabel: 'Filter detections',
  filterHint: 'Filter by rule, computer, field, value…',
  columns: DETECTION_COLUMNS,
  cells: DETECTION_CELLS,
  keyOf: (row) =>
    `${row.file}:${row.event}:${ruleKey(row.ruleId, row.ruleTitle)}:${row.source}:${row.correlation?.from ?? ''}`,
  labelOf: (row) => escapeHidden(row.ruleTitle),
  pane: (row, onClose) => <DetectionPane row={row} onClose={onClose} />,
};

const findDetections = (
  rule: ShownRule | null,
  levels: ReadonlySet<Level>,
  suppressed: boolean,
  { filter, order, start, end }: PlaceQuestion,
) =>
  ask('detections.rows', {
    filter,
    suppressed,
    rule: rule?.key ?? null,
    levels: levels.size === LEVELS.length ? null : [...levels],
    files: null,
    sort: sortIn(ORDERS, order),
    start,
    end,
  });

function NoDetections(): ReactNode {
  return (
    <EmptyState
      icon={<ShieldAlert size={28} aria-hidden="true" />}
      title="No detections"
      text="When a SIGMA rule meets an event, it stands here with the rule, its author and what it matched. Which rules are loaded is told under Rules."
    >
      <button type="button" onClick={() => useView.getState().go('rules')}>
        Go to Rules
      </button>
    </EmptyState>
  );
}

function NoMatch({ onShowAll }: { onShowAll: () => void }): ReactNode {
  return (
    <EmptyState title="No detection matches" text="Clear the filter or switch more levels on.">
      <button type="button" onClick={onShowAll}>
        Show all detections
      </button>
    </EmptyState>
  );
}

/** Every rule that met an event. */
export function DetectionsView(): ReactNode {
  const [levels, setLevels] = useState<ReadonlySet<Level>>(new Set(LEVELS));
  const [leftOut, setLeftOut] = useState(false);
  const [rule, setRule] = useState(useView((store) => store.detectionRule));
  const find = useCallback(
    (question: PlaceQuestion) => findDetections(rule, levels, leftOut, question),
    [rule, levels, leftOut],
  );
  const list = usePlaceRows(find, { column: 'level', direction: 'desc' });
  const { detections, suppressed, byLevel } = useCaseTotals();
  const showAll = (): void => {
    list.setFilter('');
    setRule(null);
    setLevels(new Set(LEVELS));
    setLeftOut(false);
  };
  const faceOf = (level: Level): ReactNode => (
    <>
      <LevelMark level={level} /> <small>{formatCount(byLevel[level])}</small>
    </>
  );
  const toggles = (
    <>
      {rule !== null && <RuleChip rule={rule} onAll={() => setRule(null)} />}
      <Toggles
        label="Levels"
        names={HIGHEST_FIRST}
        on={levels}
        onChange={setLevels}
        faceOf={faceOf}
      />
      {(suppressed > 0 || leftOut) && (
        <button
          type="button"
          className="toggle"
          aria-pressed={leftOut}
          onClick={() => setLeftOut(!leftOut)}
        >
          Left out by tuning <small>{formatCount(suppressed)}</small>
        </button>
      )}
    </>
  );
  return (
    <PlacesView
      kind={DETECTIONS}
      list={list}
      total={leftOut ? suppressed : detections}
      tools={toggles}
      note={<CorrelationsNote />}
    >
      {detections === 0 ? <NoDetections /> : <NoMatch onShowAll={showAll} />}
    </PlacesView>
  );
}
