import type { ReactNode } from 'react';
import { ScrollText } from 'lucide-react';
import { EmptyState } from '../../parts/empty-state';

/** Said in place of rows; `any` tells whether there are rules at all. */
export function NoRules({ any, onShowAll }: { any: boolean; onShowAll: () => void }): ReactNode {
  if (!any)
    return (
      <EmptyState
        icon={<ScrollText size={28} aria-hidden="true" />}
        title="No rules"
        text="Import the SigmaHQ release ZIP or a folder of SIGMA rules. Every rule that cannot run is listed with the reason."
      />
    );
  return (
    <EmptyState title="No rule matches" text="Clear the filter or switch more states on.">
      <button type="button" onClick={onShowAll}>
        Show all rules
      </button>
    </EmptyState>
  );
}
