import type { ReactNode } from 'react';
import type { QueueView, WorkerView } from '@shared/contract/evidence-views';
import { FILE_STATES } from '@shared/model/file-states';
import { useCaseTotals } from '../features/evidence/use-case-totals';
import { formatCount, formatEta, formatRate, percentOf, plural } from '../lib/format';
import { isKnownZone, systemZone } from '../lib/zone';
import { Evidence } from '../parts/evidence';
import { MenuButton } from '../parts/menu-button';
import { useApp, useTimeZone } from './app-store';
import { ask } from '../lib/ask';
import { movedPercent } from '../features/cluster/moved-text';
import { useExporting, useMoving, useQueue } from './queue-store';
import { useView } from './view-store';

const ZONES = [
  'America/Los_Angeles',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Kyiv',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
];

function Worker({ worker }: { worker: WorkerView }): ReactNode {
  const { number, fileName, progress } = worker;
  const percent = progress === null ? null : percentOf(progress);
  const rate = progress === null ? '' : formatRate(progress);
  return (
    <span className="worker" role="group" aria-label={`Worker ${number}`}>
      <i className={`dot ${progress?.state ?? 'idle'}`} aria-hidden="true" />
      Worker {number}
      {fileName === null ? (
        ' idle'
      ) : (
        <b>
          <Evidence text={fileName} />
        </b>
      )}
      {progress !== null && (
        <span>
          {FILE_STATES[progress.state].label}
          {percent !== null && ` ${percent} %`}
          {rate !== '' && ` · ${rate}`}
        </span>
      )}
    </span>
  );
}

function LockErrors({ count }: { count: number }): ReactNode {
  if (count === 0)
    return (
      <span>
        Lock errors <b>0</b>
      </span>
    );
  return (
    <span className="alarm" role="alert">
      Lock errors <b>{formatCount(count)}</b>: please report this
    </span>
  );
}

function ZoneButton(): ReactNode {
  const zone = useTimeZone();
  const system = systemZone();
  const others = ZONES.filter((name) => name !== system && isKnownZone(name));
  const choice = (timeZone: string, label = timeZone) => ({
    type: 'act' as const,
    label,
    checked: timeZone === zone,
    run: () => void useApp.getState().change({ timeZone }),
  });
  const entries = [
    choice('UTC'),
    ...(system === 'UTC' ? [] : [choice(system, `${system} (this computer)`)]),
    { type: 'line' as const },
    ...others.map((name) => choice(name)),
  ];
  return (
    <MenuButton label={`Time zone: ${zone}`} className="status-button" entries={entries}>
      Times in <b>{zone}</b>
    </MenuButton>
  );
}

function queueText(queue: QueueView): string {
  return queue.etaSeconds === null || queue.paused ? '' : ` · ${formatEta(queue.etaSeconds)}`;
}

function Queue({ queue }: { queue: QueueView }): ReactNode {
  return (
    <>
      {queue.workers.map((worker) => (
        <Worker key={worker.number} worker={worker} />
      ))}
      <span className="status-queue">
        Queue <b>{formatCount(queue.queued)}</b>
        {queueText(queue)}
        {queue.paused && <b className="paused"> · Paused</b>}
      </span>
      {queue.correlating.type === 'running' && <span>Correlating…</span>}
      {queue.examined !== null && (
        <span>Adding evidence, {plural(queue.examined, 'file')} examined</span>
      )}
    </>
  );
}

function Exporting(): ReactNode {
  const exporting = useExporting((store) => store.exporting);
  if (exporting === null) return null;
  const { done, total } = exporting;
  return (
    <span>
      Exporting <b>{formatCount(done)}</b> of {formatCount(total)}{' '}
      <button
        type="button"
        className="link"
        onClick={() => void ask('events.cancelExport', {}).catch(() => undefined)}
      >
        Cancel
      </button>
    </span>
  );
}

function Moving(): ReactNode {
  const moving = useMoving((store) => store.moving);
  if (moving === null) return null;
  return (
    <button
      type="button"
      className="link"
      onClick={() => useView.getState().ask({ type: 'moveCase' })}
    >
      Moving the case, {movedPercent(moving)} %
    </button>
  );
}

/** Of the events, where it is more than the one that is read. */
function Selected(): ReactNode {
  const selected = useView((store) => store.selected);
  return (
    <span role="status">
      {selected > 1 && (
        <>
          <b>{formatCount(selected)}</b> events selected
        </>
      )}
    </span>
  );
}

/** What each worker does, the queue, lock errors, time zone and totals. */
export function StatusBar(): ReactNode {
  const queue = useQueue((store) => store.queue);
  const { events } = useCaseTotals();
  const view = useView((store) => store.view);
  const found = useView((store) => store.found);
  return (
    <footer className="status" role="contentinfo" aria-label="Status">
      {queue === null ? <span>Starting workers…</span> : <Queue queue={queue} />}
      <Moving />
      <Exporting />
      <span className="status-gap" />
      {queue !== null && <LockErrors count={queue.lockErrors} />}
      <ZoneButton />
      <Selected />
      <span>
        {view === 'events' && found !== null && (
          <>
            <b>{formatCount(found)}</b> of{' '}
          </>
        )}
        <b>{formatCount(events)}</b> events
      </span>
    </footer>
  );
}
