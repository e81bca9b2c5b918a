import { type ReactNode, useMemo } from 'react';
import type { DetectionRow } from '@shared/contract/finding-views';
import type { RuleTrial } from '@shared/contract/rule-views';
import { attemptInCase } from '../../app/in-case';
import { tell } from '../../app/toast-store';
import { useView } from '../../app/view-store';
import { ask } from '../../lib/ask';
import { formatCount, plural } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { Evidence } from '../../parts/evidence';
import { ShowEventButton } from '../../parts/show-event-button';
import { windowOf } from '../../table/data-source';
import { Grid } from '../../table/grid';
import { useSingleSelection } from '../../table/use-single-selection';
import { TrialShortcomings } from '../rules/trial-shortcomings';
import { LeftOut } from '../rules/update-trial';
import { DETECTION_COLUMNS } from '../detections/detection-columns';
import { withEvent } from './with-event';
import { type RuleDraft, useRuleEditor } from './rule-editor-store';

const COLUMNS = DETECTION_COLUMNS.filter(({ id }) => id !== 'level' && id !== 'rule');
const keyOf = (row: DetectionRow): string => `${row.file}:${row.event}:${row.ruleTitle}`;
const labelOf = (row: DetectionRow): string => escapeHidden(row.ruleTitle);

/** What the draft finds in the open case. */
export function TrialTab({ draft }: { draft: RuleDraft }): ReactNode {
  const tried = useRuleEditor((store) => store.tried);
  if (tried.state === 'never')
    return (
      <p className="dim">Try the rule on this case to see what it would find. Nothing is kept.</p>
    );
  if (tried.state === 'running') return <p className="dim">Hunting over the case…</p>;
  if (tried.state === 'failed')
    return (
      <p className="failed">
        <Evidence text={tried.reason} block />
      </p>
    );
  return (
    <>
      {tried.text !== draft.text && (
        <p className="rule-notRun">The rule has been changed since it was tried.</p>
      )}
      <TrialSummary trial={tried.trial} />
      {tried.trial.rows.length > 0 && <TrialRows trial={tried.trial} />}
    </>
  );
}

function TrialSummary({ trial }: { trial: RuleTrial }): ReactNode {
  const { detections, events, files, seconds, rulesApplied } = trial;
  const none =
    rulesApplied === 0
      ? 'Not applicable: no event of the rule’s log source has a field that it asks for.'
      : 'No detections.';
  return (
    <>
      <p role="status">
        <b>{detections === 0 ? none : plural(detections, 'detection')}</b>{' '}
        <span className="dim">
          in {plural(events, 'event')} of {plural(files, 'file')}, {seconds.toFixed(1)} s
        </span>
        <LeftOut suppressed={trial.suppressed} />
      </p>
      <TrialShortcomings trial={trial} />
    </>
  );
}

function TrialRows({ trial }: { trial: RuleTrial }): ReactNode {
  const rows = useMemo(() => windowOf(trial.rows), [trial]);
  const { row: chosen, selection, setRow } = useSingleSelection(keyOf);
  const addCase = async ({ file, event }: DetectionRow): Promise<void> => {
    const { watch, write } = useRuleEditor.getState();
    const isOpen = watch();
    const detail = await attemptInCase(() => ask('events.event', { file, event }));
    const { draft } = useRuleEditor.getState();
    if (detail === null || draft === null || !isOpen()) return;
    write({ cases: withEvent(draft.cases, detail) });
    tell('The event is a case of the rule now.');
  };
  return (
    <>
      <Grid
        label="What the rule finds"
        rows={rows}
        columns={COLUMNS}
        keyOf={keyOf}
        labelOf={labelOf}
        order={null}
        selection={selection}
        onSelect={(_step, row) => row !== null && setRow(row)}
        onOpen={(row) => useView.getState().showEvent(row)}
      />
      <p className="trial-acts">
        {trial.detections > trial.rows.length && (
          <span className="dim">the first {formatCount(trial.rows.length)} are shown</span>
        )}
        {chosen !== null && (
          <>
            <ShowEventButton place={chosen} />
            <button type="button" onClick={() => void addCase(chosen)}>
              Add as a case
            </button>
          </>
        )}
      </p>
    </>
  );
}
