import type { ReactNode } from 'react';
import { FolderOpen, Plus, FlaskConical, X } from 'lucide-react';
import type { RecentCase } from '@shared/contract/app-views';
import { useApp } from '../../app/app-store';
import { forgetRecent, openCase, openRecent, openSample } from '../../app/case-actions';
import { useView } from '../../app/view-store';
import { Evidence } from '../../parts/evidence';
import { escapeHidden } from '../../lib/hidden-characters';
import './start.css';

function Recent({ recent }: { recent: RecentCase }): ReactNode {
  const name = escapeHidden(recent.name);
  return (
    <li>
      <button
        type="button"
        className="recent"
        aria-label={recent.missing ? `${name} (missing)` : name}
        disabled={recent.missing}
        onClick={() => void openRecent(recent.id)}
      >
        <b>
          <Evidence text={recent.name} title="" />
        </b>
        <span className="dim">
          <Evidence text={recent.folder} />
        </span>
      </button>
      {recent.missing && <span className="missing">Missing</span>}
      <button
        type="button"
        className="icon"
        aria-label={`Forget ${name}`}
        title="Forget (the case itself stays)"
        onClick={() => void forgetRecent(recent.id)}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </li>
  );
}

/** No case is open. */
export function StartView(): ReactNode {
  const recent = useApp((store) => store.state?.recent ?? null);
  return (
    <main className="start-view">
      <div className="start-box">
        <h1>caseScope</h1>
        <p>
          Makes every event of Windows event logs searchable and hunts SIGMA rules and indicators
          over all of them, on this computer alone.
        </p>
        <div className="start-actions">
          <button
            type="button"
            className="primary"
            onClick={() => useView.getState().ask({ type: 'newCase' })}
          >
            <Plus size={15} aria-hidden="true" /> New case
          </button>
          <button type="button" onClick={() => void openCase()}>
            <FolderOpen size={15} aria-hidden="true" /> Open case
          </button>
          <button type="button" onClick={() => void openSample()}>
            <FlaskConical size={15} aria-hidden="true" /> Open the sample case
          </button>
        </div>
        <section aria-label="Recent cases">
          <h2>Recent cases</h2>
          {recent === null || recent.length === 0 ? (
            <p className="dim">
              Cases you open appear here. New to this? The sample case holds invented evidence to
              try everything on.
            </p>
          ) : (
            <ul>
              {recent.map((one) => (
                <Recent key={one.id} recent={one} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </main>
  );
}
