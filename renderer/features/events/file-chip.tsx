import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { useView } from '../../app/view-store';
import { plural } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { useEvidence } from '../evidence/evidence-store';

/** Which files the search is limited to, and a way out of that. */
export function FileChip({ files }: { files: readonly number[] }): ReactNode {
  const rows = useEvidence((store) => store.rows);
  const [first] = files;
  const name =
    files.length === 1 && first !== undefined
      ? (rows.get(first)?.name ?? '')
      : plural(files.length, 'file');
  return (
    <span className="chip">
      <span className="dim">in</span>
      <Evidence text={name} />
      <button
        type="button"
        className="icon"
        aria-label="Search all files"
        title="Search all files"
        onClick={() => useView.getState().setSearch({ files: null })}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}
