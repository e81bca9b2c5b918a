import type { ReactNode } from 'react';
import { Crosshair } from 'lucide-react';
import { EmptyState } from '../../parts/empty-state';
import { addOne, importList } from './indicator-acts';

/** Said in place of rows; `any` tells whether the case has indicators at all. */
export function NoIndicators({ any }: { any: boolean }): ReactNode {
  if (any)
    return (
      <EmptyState
        title="No indicator matches"
        text="No indicator of this case matches the filter."
      />
    );
  return (
    <EmptyState
      icon={<Crosshair size={28} aria-hidden="true" />}
      title="No indicators yet"
      text="List what you seek: addresses, domains, hashes, file names, accounts, or any text. Every file processed from then on is hunted for them."
    >
      <button type="button" className="primary" onClick={addOne}>
        Add one
      </button>
      <button type="button" onClick={importList}>
        Import a list
      </button>
    </EmptyState>
  );
}
