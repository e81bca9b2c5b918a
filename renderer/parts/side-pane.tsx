import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { useView } from '../app/view-store';
import { Splitter } from './splitter';
import './side-pane.css';

const LEAST_PX = 280;
const MOST_PX = 900;

interface SidePaneProps {
  readonly label: string;
  readonly onClose: () => void;
  /** To what stands above or below in the grid, where the pane is read row by row. */
  readonly onStep?: (step: 'ArrowUp' | 'ArrowDown') => void;
  readonly children: ReactNode;
}

/** What stands at the right of a grid; its width is the same in all views. */
export function SidePane({ label, onClose, onStep, children }: SidePaneProps): ReactNode {
  const widthPx = useView((store) => store.drawerPx);
  return (
    <>
      <Splitter
        label={`Width of ${label}`}
        widthPx={widthPx}
        leastPx={LEAST_PX}
        mostPx={MOST_PX}
        onWidth={useView.getState().setDrawer}
      />
      <aside
        className="side-pane"
        data-region
        aria-label={label}
        style={{ width: widthPx }}
        onKeyDown={(event) => {
          const { key, altKey } = event;
          if (key === 'Escape') onClose();
          if (onStep === undefined || !altKey || (key !== 'ArrowUp' && key !== 'ArrowDown')) return;
          event.preventDefault();
          onStep(key);
        }}
      >
        <button
          type="button"
          className="icon side-close"
          aria-label={`Close ${label}`}
          title="Close (Esc)"
          onClick={onClose}
        >
          <X size={16} aria-hidden="true" />
        </button>
        {children}
      </aside>
    </>
  );
}
