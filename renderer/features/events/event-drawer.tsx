import { type ReactNode, useState } from 'react';
import type { EventDetail } from '@shared/contract/event-views';
import { useTimeZone } from '../../app/app-store';
import type { EventKey } from '../../app/view-store';
import { formatCount, formatHex } from '../../lib/format';
import { formatFullTime } from '../../lib/zone';
import { Evidence } from '../../parts/evidence';
import { Problem } from '../../parts/problem';
import { SidePane } from '../../parts/side-pane';
import { StepByStep } from '../../parts/step-by-step';
import { Tabs } from '../../parts/tabs';
import { useCaseTotals } from '../evidence/use-case-totals';
import { DetectionCard } from '../detections/detection-card';
import { EventMarksPanel } from '../marks/event-marks-panel';
import { useMarks } from '../marks/marks-store';
import { HitCard } from '../hits/hit-card';
import { firstValueOf } from './event-values';
import { FieldList } from './field-list';
import { RawValues } from './raw-values';
import { RECOVERY_WORDS, RecoveredMark } from '../../parts/recovered-mark';
import { useEvent } from './use-event';
import { useShownMark } from './use-shown-event';

const CARDS_AT_ONCE = 20;

type TabName = 'Fields' | 'JSON' | 'XML';

/** Where the event stands in its file. */
function Origin({ detail }: { detail: EventDetail }): ReactNode {
  return (
    <>
      <h3>Evidence</h3>
      <dl className="facts">
        <dt>File</dt>
        <dd>
          <Evidence text={detail.fileName} block />
        </dd>
        <dt>Offset</dt>
        <dd>{`${formatCount(detail.offset)} (${formatHex(detail.offset)})`}</dd>
        {detail.recordId !== null && (
          <>
            <dt>Record</dt>
            <dd>{detail.recordId}</dd>
          </>
        )}
        {detail.recovery !== 'live' && (
          <>
            <dt>Recovered</dt>
            <dd>
              <RecoveredMark recovery={detail.recovery} /> {RECOVERY_WORDS[detail.recovery]}
            </dd>
          </>
        )}
        {detail.sha256 !== null && (
          <>
            <dt>SHA-256</dt>
            <dd>{detail.sha256}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function Panel({ detail, tab }: { detail: EventDetail; tab: TabName }): ReactNode {
  if (tab === 'JSON')
    return (
      <div className="document">
        <Evidence text={detail.json} block />
      </div>
    );
  if (tab === 'XML')
    return (
      <div className="document">
        <Evidence text={detail.xml ?? ''} block />
      </div>
    );
  return (
    <>
      <StepByStep
        entries={detail.detections}
        step={CARDS_AT_ONCE}
        what="detections"
        render={(detection, at) => <DetectionCard key={at} detection={detection} />}
      />
      <StepByStep
        entries={detail.hits}
        step={CARDS_AT_ONCE}
        what="hits"
        render={(hit, at) => <HitCard key={at} hit={hit} />}
      />
      <FieldList detail={detail} />
      <RawValues values={detail.rawValues} />
      <Origin detail={detail} />
    </>
  );
}

function Body({ detail }: { detail: EventDetail }): ReactNode {
  const zone = useTimeZone();
  const [tab, setTab] = useState<TabName>('Fields');
  const panel = useShownMark(detail);
  const names: readonly TabName[] =
    detail.xml === null ? ['Fields', 'JSON'] : ['Fields', 'JSON', 'XML'];
  const chosen = names.includes(tab) ? tab : 'Fields';
  const eventId = firstValueOf(detail, 'EventID');
  const parts = [firstValueOf(detail, 'Channel'), firstValueOf(detail, 'Computer')].filter(
    (part) => part !== null,
  );
  return (
    <>
      <h2>
        Event <Evidence text={eventId ?? 'without id'} />
      </h2>
      <p className="dim">
        <Evidence text={parts.join(' · ')} block />
        {parts.length > 0 && <br />}
        <span className="time">
          {detail.time === null ? 'no time' : formatFullTime(detail.time, zone)}
        </span>
      </p>
      <EventMarksPanel detail={detail} />
      <Tabs label="Event views" names={names} chosen={chosen} onChoose={setTab} />
      <div ref={panel} role="tabpanel" aria-label={chosen} className="event-panel">
        <Panel key={`${detail.file}:${detail.offset}:${chosen}`} detail={detail} tab={chosen} />
      </div>
    </>
  );
}

/** The open event at the right of the grid. */
export function EventDrawer({
  opened,
  onClose,
  onStep,
}: {
  opened: EventKey;
  onClose: () => void;
  onStep: (step: 'ArrowUp' | 'ArrowDown') => void;
}): ReactNode {
  const { published } = useCaseTotals();
  const marks = useMarks((store) => store.version);
  const { detail, problem, stale } = useEvent(opened, `${published}#${marks}`);
  return (
    <SidePane label="Event" onClose={onClose} onStep={onStep}>
      {problem !== null && <Problem text={problem} />}
      {detail === null && problem === null && <p className="dim">Reading the event…</p>}
      {detail !== null && (
        <div className={stale ? 'event-body stale' : 'event-body'} aria-busy={stale}>
          <Body detail={detail} />
        </div>
      )}
    </SidePane>
  );
}
