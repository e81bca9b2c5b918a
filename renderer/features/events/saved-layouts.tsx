import { type ReactNode, useState } from 'react';
import { X } from 'lucide-react';
import { MOST_SAVED_LAYOUTS, type SavedLayout } from '@shared/model/event-layout';
import { useApp } from '../../app/app-store';
import { changeLayout, useLayout } from './use-layout';

const NONE: SavedLayout[] = [];

/** Layouts kept under a name, for all cases. */
export function SavedLayouts(): ReactNode {
  const saved = useApp((store) => store.state?.settings.savedLayouts ?? NONE);
  const layout = useLayout();
  const [name, setName] = useState('');
  const { change } = useApp.getState();
  const others = saved.filter((one) => one.name !== name.trim());
  const mayKeep = name.trim() !== '' && others.length < MOST_SAVED_LAYOUTS;
  const keep = (): void => {
    void change({ savedLayouts: [...others, { name: name.trim(), layout }] });
    setName('');
  };
  return (
    <section aria-label="Saved layouts" className="saved-layouts">
      <h3>Layouts</h3>
      {saved.map((one) => (
        <span key={one.name} className="chip">
          <button type="button" className="link" onClick={() => changeLayout(() => one.layout)}>
            {one.name}
          </button>
          <button
            type="button"
            className="icon"
            aria-label={`Forget layout ${one.name}`}
            onClick={() =>
              void change({ savedLayouts: saved.filter(({ name: other }) => other !== one.name) })
            }
          >
            <X size={12} aria-hidden="true" />
          </button>
        </span>
      ))}
      <input
        aria-label="Name of the layout"
        placeholder="Keep this layout as…"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="button" disabled={!mayKeep} onClick={keep}>
        Keep
      </button>
    </section>
  );
}
