import type { ReactNode } from 'react';
import { addEvidence } from '../../app/case-actions';
import { useQueue } from '../../app/queue-store';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import type { MenuEntry } from '../../parts/menu';
import { MenuButton } from '../../parts/menu-button';
import { ViewHead } from '../../parts/view-head';
import { type CaseTotals, evidenceSummary } from './case-totals';
import { fileActions } from './evidence-actions';

const ADD_ENTRIES: readonly MenuEntry[] = [
  { type: 'act', label: 'Files…', run: () => void addEvidence('files') },
  { type: 'act', label: 'Folder…', run: () => void addEvidence('folder') },
];

function QueueButton(): ReactNode {
  const paused = useQueue((store) => store.queue?.paused ?? false);
  return (
    <button
      type="button"
      onClick={() => void attempt(() => ask(paused ? 'queue.resume' : 'queue.pause', {}))}
    >
      {paused ? 'Resume queue' : 'Pause queue'}
    </button>
  );
}

/** What the case holds in one line, the queue's switch and the way to add more. */
export function EvidenceHead({ totals }: { totals: CaseTotals }): ReactNode {
  const failed = totals.states.failed ?? 0;
  return (
    <ViewHead title="Evidence" summary={evidenceSummary(totals)}>
      {failed > 0 && (
        <button type="button" onClick={() => void fileActions.retryFailed()}>
          Retry failed
        </button>
      )}
      {totals.files > 0 && <QueueButton />}
      <MenuButton label="Add evidence" className="primary" entries={ADD_ENTRIES}>
        Add evidence ▾
      </MenuButton>
    </ViewHead>
  );
}
