import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import type { EvidenceRow } from '@shared/contract/evidence-views';
import { plural } from '../../lib/format';
import { MenuButton } from '../../parts/menu-button';
import { FILE_ACTIONS } from './file-menu';

interface BulkBarProps {
  readonly rows: readonly EvidenceRow[];
  readonly onClear: () => void;
}

/** What can be done with the selected files. */
export function BulkBar({ rows, onClear }: BulkBarProps): ReactNode {
  const ids = rows.map((row) => row.id);
  const more = FILE_ACTIONS.filter((action) => action.bar !== true);
  return (
    <div className="bulk" role="toolbar" aria-label="Selected files">
      <b>{plural(rows.length, 'file')} selected</b>
      {FILE_ACTIONS.filter((action) => action.bar === true).map((action) => (
        <button
          key={action.label}
          type="button"
          className={action.danger === true ? 'quiet-danger' : undefined}
          disabled={!action.enabled(rows)}
          title={action.key === undefined ? action.label : `${action.label} (${action.key})`}
          onClick={() => void action.run(ids)}
        >
          {action.label}
        </button>
      ))}
      <MenuButton
        label="More"
        entries={more.map((action) => ({
          type: 'act',
          label: action.label,
          disabled: !action.enabled(rows),
          run: () => void action.run(ids),
        }))}
      >
        More ▾
      </MenuButton>
      <button type="button" className="icon" aria-label="Clear selection" onClick={onClear}>
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
