import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { useView } from '../../app/view-store';
import { plural } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { useEvidence } from '../evidence/evidence-store';
import { whichFile } from '../evidence/which-file';

/** A file by its name, and by what tells it from others of that name. */
function NamedFile({ id }: { id: number }): ReactNode {
  const rows = useEvidence((store) => store.rows);
  const file = rows.get(id);
  if (file === undefined) return <span className="dim">a file that is gone</span>;
  const which = whichFile(file, rows.values());
  return (
    <>
      <Evidence text={file.name} title={file.path} />
      {which !== null && <Evidence text={which} className="dim which" title={file.path} />}
    </>
  );
}

/** Which files the search is limited to, and a way out of that. */
export function FileChip({ files }: { files: readonly number[] }): ReactNode {
  const [first] = files;
  return (
    <span className="chip">
      <span className="dim">in</span>
      {files.length === 1 && first !== undefined ? (
        <NamedFile id={first} />
      ) : (
        plural(files.length, 'file')
      )}
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

/** The files that are left out: each can be the only one instead, and searched again. */
export function LeftOutFiles(): ReactNode {
  const without = useView((store) => store.withoutFiles);
  return without.map((file) => <LeftOutFile key={file} file={file} />);
}

function LeftOutFile({ file }: { file: number }): ReactNode {
  const { filterFile, putBackFile } = useView.getState();
  return (
    <span className="chip filter-chip without" role="group" aria-label="File left out">
      <button
        type="button"
        className="chip-kind"
        title="Only this file instead"
        onClick={() => filterFile(file, true)}
      >
        without
      </button>
      <NamedFile id={file} />
      <button
        type="button"
        className="icon"
        aria-label="Search this file again"
        title="Search this file again"
        onClick={() => putBackFile(file)}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}
