import type { ReactNode } from 'react';
import type { RulesState } from '@shared/contract/rule-views';
import { plural } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { Evidence } from '../../parts/evidence';
import { useView } from '../../app/view-store';
import { useStaleFiles } from '../evidence/stale';
import { RuleSetChoice } from './rule-set-choice';

/** Where the rules come from, and whether they changed since the last run. */
export function RuleSources({ rules }: { rules: RulesState }): ReactNode {
  const hasImported = rules.sources.some(({ kind }) => kind === 'imported');
  const changed = useStaleFiles().rules.length > 0;
  return (
    <>
      <div className="view-note">
        <span className="dim">Sources</span>
        <ul className="sources" aria-label="Rule sources">
          {rules.sources.map((source) => (
            <li key={source.name}>
              <b>
                <Evidence text={source.name} />
              </b>{' '}
              <span className="dim">{plural(source.files, 'file')}</span>
              {source.kind === 'imported' && source.fault !== null && (
                <span className="rule-notRun">damaged</span>
              )}
              {source.kind === 'imported' && <RemoveImported {...source} />}
            </li>
          ))}
        </ul>
        {rules.sets !== null && hasImported && <RuleSetChoice sets={rules.sets} />}
        {changed && <span>Rules changed since the last run over some files.</span>}
      </div>
      <PackFaults sources={rules.sources} />
    </>
  );
}

/** Which imports cannot be read, where their packs lie, why, and what to do. */
function PackFaults({ sources }: Pick<RulesState, 'sources'>): ReactNode {
  const faulty = sources.flatMap((one) =>
    one.kind === 'imported' && one.fault !== null ? [{ name: one.name, fault: one.fault }] : [],
  );
  if (faulty.length === 0) return null;
  return (
    <ul className="view-note pack-faults" aria-label="Damaged imports">
      {faulty.map(({ name, fault }, at) => (
        <li key={at} className="rule-notRun">
          <Evidence text={`${name}: ${fault}.`} block /> Import these rules again, or remove them.
        </li>
      ))}
    </ul>
  );
}

function RemoveImported({ hash, name }: { hash: string; name: string }): ReactNode {
  const ask = (): void => useView.getState().ask({ type: 'removeImported', hash, name });
  return (
    <button
      type="button"
      className="link"
      aria-label={`Remove ${escapeHidden(name)}…`}
      onClick={ask}
    >
      Remove…
    </button>
  );
}
