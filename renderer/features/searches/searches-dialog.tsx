import { type ReactNode, useState } from 'react';
import { X } from 'lucide-react';
import type { EventView } from '@shared/contract/event-view';
import { attempt, tell } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { linkOf } from '../../lib/view-link';
import { Dialog } from '../../parts/dialog';
import { Evidence } from '../../parts/evidence';
import { NameField } from '../../parts/name-field';
import { useEvidence } from '../evidence/evidence-store';
import { openView, usePresentView } from './present-view';
import { useSearches } from './searches-store';
import { wordsOfView } from './view-words';

/** Saved searches, the last ones, and a way to keep the one that is looked at. */
export function SearchesDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { saved, recent, forget } = useSearches();
  const show = (view: EventView): void => {
    onClose();
    openView(view);
  };
  return (
    <Dialog title="Searches" size="wide" onClose={onClose}>
      <KeepSearch />
      {saved.length > 0 && <h3>Saved</h3>}
      <ul className="search-list" aria-label="Saved searches">
        {saved.map(({ name, view }) => (
          <li key={name}>
            <button type="button" onClick={() => show(view)}>
              <b>
                <Evidence text={name} />
              </b>
              <Evidence text={wordsOfView(view)} className="dim" />
            </button>
            <button
              type="button"
              className="icon"
              aria-label={`Forget ${name}`}
              title="Forget"
              onClick={() => void forget(name)}
            >
              <X size={14} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {recent.length > 0 && <h3>Last ones</h3>}
      <ul className="search-list" aria-label="Last searches">
        {recent.map((view, at) => (
          <li key={at}>
            <button type="button" onClick={() => show(view)}>
              <Evidence text={wordsOfView(view)} />
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** The search that is looked at, kept under a name or taken along as a link. */
function KeepSearch(): ReactNode {
  const view = usePresentView();
  const [name, setName] = useState('');
  const save = async (): Promise<void> => {
    if (await useSearches.getState().save({ name: name.trim(), view })) setName('');
  };
  const copyLink = async (): Promise<void> => {
    const text = linkOf(view, useEvidence.getState().rows);
    const done = await attempt(() => ask('app.copyText', { text }).then(() => true));
    if (done !== null) tell('Link copied: paste it into the query to open this view again');
  };
  return (
    <section aria-label="This search">
      <p>
        <Evidence text={wordsOfView(view)} block />
      </p>
      <div className="name-row">
        <NameField
          label="Save this search as"
          value={name}
          mostLength={120}
          onChange={setName}
          onEnter={() => void save()}
        />
        <button type="button" disabled={name.trim() === ''} onClick={() => void save()}>
          Save
        </button>
        <button type="button" onClick={() => void copyLink()}>
          Copy link
        </button>
      </div>
    </section>
  );
}
