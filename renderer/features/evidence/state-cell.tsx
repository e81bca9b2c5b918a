import type { ReactNode } from 'react';
import type { EvidenceRow, FileProgress } from '@shared/contract/evidence-views';
import { isActive } from '@shared/model/file-states';
import { useProgress } from '../../app/queue-store';
import { formatCount, formatEta, formatRate, percentOf } from '../../lib/format';
import { stateOf, stateText } from './evidence-words';

/** `63 % · 212k records/s · about 40 s left` */
function progressText(progress: FileProgress): string {
  if (progress.waitsFor !== undefined) return 'waits for the cluster';
  const percent = percentOf(progress);
  const eta = progress.etaSeconds === null ? '' : `${formatEta(progress.etaSeconds)} left`;
  const parts = [percent === null ? '' : `${percent} %`, formatRate(progress), eta];
  return parts.filter((part) => part !== '').join(' · ');
}

function Bar({ progress }: { progress: FileProgress }): ReactNode {
  const text = progressText(progress);
  const counts = `${formatCount(progress.done)} of ${formatCount(progress.total)} ${progress.unit}`;
  const percent = percentOf(progress);
  const title = `${counts}\n${progress.waitsFor ?? text}`;
  return (
    <>
      <span
        className="bar"
        role="progressbar"
        aria-label={`${text}, ${counts}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        title={title}
      >
        <i style={{ width: `${percent ?? 0}%` }} />
      </span>
      <span className="bar-text" title={title}>
        {text}
      </span>
    </>
  );
}

/** Of a case that several laptops share: where the evidence is. */
const Owner = ({ name }: { name: string }): ReactNode => (
  <span className="dim" title={`The evidence is on ${name}; its events are in the cluster.`}>
    on {name}
  </span>
);

/** State as dot and word, with a thin bar while the file is worked on. */
export function StateCell({ row }: { row: EvidenceRow }): ReactNode {
  const progress = useProgress((store) => store.byFile.get(row.id));
  const state = stateOf(row, progress?.state ?? null);
  const used = row.intake.type === 'accepted';
  const shown = used && state !== null ? state : 'unused';
  return (
    <>
      <span className={`state ${shown}`}>
        <i className={`dot ${shown}`} aria-hidden="true" />
        {stateText(row, progress?.state ?? null)}
      </span>
      {used && state === 'queued' && row.priority !== 0 && (
        <span className="dim">{row.priority > 0 ? 'runs first' : 'runs last'}</span>
      )}
      {row.cluster?.owner != null && <Owner name={row.cluster.owner} />}
      {progress !== undefined && state !== null && isActive(state) && <Bar progress={progress} />}
    </>
  );
}
