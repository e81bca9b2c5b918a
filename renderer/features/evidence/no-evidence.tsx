import type { ReactNode } from 'react';
import { FileStack, FolderPlus, Plus } from 'lucide-react';
import { addEvidence } from '../../app/case-actions';
import { EmptyState } from '../../parts/empty-state';

function NoFiles(): ReactNode {
  return (
    <EmptyState
      icon={<FileStack size={28} aria-hidden="true" />}
      title="No evidence yet"
      text="Drop Windows event logs (EVTX), NDJSON or JSON exports, or whole folders anywhere on this window. They are read where they are and never changed; every event then becomes searchable."
    >
      <button type="button" className="primary" onClick={() => void addEvidence('files')}>
        <Plus size={15} aria-hidden="true" /> Add files
      </button>
      <button type="button" onClick={() => void addEvidence('folder')}>
        <FolderPlus size={15} aria-hidden="true" /> Add folder
      </button>
    </EmptyState>
  );
}

/** Said in place of rows; `any` tells whether the case has files at all. */
export function NoEvidence({ any, onShowAll }: { any: boolean; onShowAll: () => void }): ReactNode {
  if (!any) return <NoFiles />;
  return (
    <EmptyState title="Nothing matches" text="No file of this case matches the filter.">
      <button type="button" onClick={onShowAll}>
        Show all files
      </button>
    </EmptyState>
  );
}
