import type { ReactNode } from 'react';
import { Crosshair, FileStack, List, ScrollText, ShieldAlert, Target } from 'lucide-react';
import { useCaseTotals } from '../features/evidence/use-case-totals';
import { useIndicators } from '../features/indicators/indicator-store';
import { useRules } from '../features/rules/rules-store';
import { formatCount, formatShortCount } from '../lib/format';
import { useView, VIEW_TITLES, type ViewName, VIEWS } from './view-store';

const ICONS = {
  evidence: FileStack,
  events: List,
  detections: ShieldAlert,
  hits: Target,
  indicators: Crosshair,
  rules: ScrollText,
} as const;

function useCounts(): Readonly<Record<ViewName, number>> {
  const totals = useCaseTotals();
  const indicators = useIndicators((store) => store.indicators.length);
  const rules = useRules((store) => store.rules?.loaded ?? 0);
  const { files: evidence, events, detections, hits } = totals;
  return { evidence, events, detections, hits, indicators, rules };
}

export function SideNav(): ReactNode {
  const view = useView((store) => store.view);
  const counts = useCounts();
  return (
    <nav className="side" aria-label="Views">
      {VIEWS.map((name, at) => {
        const Icon = ICONS[name];
        return (
          <button
            key={name}
            type="button"
            className={name === view ? 'on' : undefined}
            aria-current={name === view ? 'page' : undefined}
            aria-keyshortcuts={`Control+${at + 1}`}
            title={`${VIEW_TITLES[name]} (Ctrl+${at + 1}): ${formatCount(counts[name])}`}
            onClick={() => useView.getState().go(name)}
          >
            <Icon size={15} aria-hidden="true" />
            <span>{VIEW_TITLES[name]}</span>
            <small>{formatShortCount(counts[name])}</small>
          </button>
        );
      })}
    </nav>
  );
}
