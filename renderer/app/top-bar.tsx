import type { ReactNode } from 'react';
import { ChevronDown, Keyboard, Monitor, Moon, Server, Settings, Sun } from 'lucide-react';
import { Evidence } from '../parts/evidence';
import { MenuButton } from '../parts/menu-button';
import { useApp, useCase } from './app-store';
import { closeCase, openCase } from './case-actions';
import { useView } from './view-store';

const THEMES = ['system', 'dark', 'light'] as const;
const THEME_WORDS = { system: 'As the system', dark: 'Dark', light: 'Light' } as const;
const THEME_ICONS = { system: Monitor, dark: Moon, light: Sun } as const;

function ThemeButton(): ReactNode {
  const theme = useApp((store) => store.state?.settings.theme ?? 'system');
  const Icon = THEME_ICONS[theme];
  const entries = THEMES.map((choice) => ({
    type: 'act' as const,
    label: THEME_WORDS[choice],
    checked: choice === theme,
    run: () => void useApp.getState().change({ theme: choice }),
  }));
  return (
    <MenuButton
      label="Theme"
      className="icon"
      title={`Theme: ${THEME_WORDS[theme]}`}
      entries={entries}
    >
      <Icon size={16} aria-hidden="true" />
    </MenuButton>
  );
}

const CLUSTER_ENTRY = {
  type: 'act',
  label: 'Cluster connection…',
  run: () => useView.getState().ask({ type: 'cluster', of: 'open' }),
} as const;

const moveEntry = (cluster: string | null) =>
  ({
    type: 'act',
    label: cluster === null ? 'Move to a cluster…' : 'Move to this laptop…',
    run: () => useView.getState().ask({ type: 'moveCase' }),
  }) as const;

function CaseButton(): ReactNode {
  const opened = useCase();
  if (opened === null) return null;
  return (
    <MenuButton
      label="Case"
      className="case-button"
      entries={[
        {
          type: 'act',
          label: 'New case',
          key: 'Ctrl+N',
          run: () => useView.getState().ask({ type: 'newCase' }),
        },
        { type: 'act', label: 'Open case', key: 'Ctrl+O', run: () => void openCase() },
        { type: 'line' },
        ...(opened.cluster === null ? [] : [CLUSTER_ENTRY]),
        moveEntry(opened.cluster),
        { type: 'act', label: 'Close case', run: () => void closeCase() },
      ]}
    >
      <b>
        <Evidence text={opened.name} title="" />
      </b>
      <span className="dim">
        <Evidence text={opened.folder} />
      </span>
      {opened.cluster !== null && (
        <span className="case-cluster" title={`Events in the cluster at ${opened.cluster}`}>
          <Server size={13} aria-hidden="true" />
          <Evidence text={new URL(opened.cluster).host} title="" />
        </span>
      )}
      <ChevronDown size={14} aria-hidden="true" />
    </MenuButton>
  );
}

export function TopBar(): ReactNode {
  const { ask } = useView.getState();
  return (
    <header className="top">
      <div className="brand">
        <i aria-hidden="true" />
        caseScope
      </div>
      <CaseButton />
      <div className="top-end">
        <ThemeButton />
        <button
          type="button"
          className="icon"
          aria-label="Shortcuts"
          title="Shortcuts (F1)"
          onClick={() => ask({ type: 'shortcuts' })}
        >
          <Keyboard size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="icon"
          aria-label="Settings"
          title="Settings"
          onClick={() => ask({ type: 'settings' })}
        >
          <Settings size={16} aria-hidden="true" />
        </button>
      </div>
    </header>
  );
}
