import { type ReactNode, useEffect } from 'react';
import { DetectionsView } from '../features/detections/detections-view';
import { EventsView } from '../features/events/events-view';
import { EvidenceView } from '../features/evidence/evidence-view';
import { HitsView } from '../features/hits/hits-view';
import { IndicatorsView } from '../features/indicators/indicators-view';
import { RulesView } from '../features/rules/rules-view';
import { StartView } from '../features/start/start-view';
import { useApp, useCase } from './app-store';
import { takeKey } from './commands';
import { Dialogs } from './dialogs';
import { DropOverlay } from './drop-overlay';
import { SideNav } from './side-nav';
import { StatusBar } from './status-bar';
import { useTheme } from './theme';
import { Toasts } from './toasts';
import { TopBar } from './top-bar';
import { useView, type ViewName } from './view-store';

const PAGES: Readonly<Record<ViewName, () => ReactNode>> = {
  evidence: EvidenceView,
  events: EventsView,
  detections: DetectionsView,
  hits: HitsView,
  indicators: IndicatorsView,
  rules: RulesView,
};

function Main(): ReactNode {
  const view = useView((store) => store.view);
  const opened = useCase();
  const ready = useApp((store) => store.state !== null);
  if (!ready) return <main className="main" aria-busy="true" />;
  if (opened === null) return <StartView />;
  const Page = PAGES[view];
  return (
    <>
      <SideNav />
      <main className="main">
        <Page />
      </main>
    </>
  );
}

/** The whole window. */
export function App(): ReactNode {
  const opened = useCase();
  useTheme();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (takeKey(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className={opened === null ? 'app start' : 'app'}>
      <TopBar />
      <Main />
      {opened !== null && <StatusBar />}
      <Dialogs />
      <DropOverlay />
      <Toasts />
    </div>
  );
}
