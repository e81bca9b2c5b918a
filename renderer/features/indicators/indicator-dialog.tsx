import { type ReactNode, useState } from 'react';
import {
  INDICATOR_TYPES,
  type IndicatorType,
  MATCH_MODES,
  type MatchMode,
} from '@shared/model/indicator';
import { checkIndicator } from '@shared/ioc/check-indicator';
import { weaknessesOf } from '@shared/ioc/weakness';
import type { EditedIndicator } from '../../app/view-store';
import { FormDialog } from '../../parts/form-dialog';
import { FactFields } from './fact-fields';
import { useIndicators } from './indicator-store';
import { useWeight } from './use-weight';
import { WeightText } from './weight-text';

const MODE_WORDS: Readonly<Record<MatchMode, string>> = {
  literal: 'literal: the value standing on its own',
  substring: 'substring: anywhere inside a value',
  wildcard: 'wildcard: * and ?',
  regex: 'regex: a regular expression',
};

interface IndicatorDialogProps {
  readonly draft: EditedIndicator;
  readonly onClose: () => void;
}

export function IndicatorDialog({ draft, onClose }: IndicatorDialogProps): ReactNode {
  const [now, setNow] = useState(draft);
  const set = (change: Partial<EditedIndicator>): void => setNow({ ...now, ...change });
  const valid = now.value.trim() !== '';
  const save = async (): Promise<void> => {
    if (await useIndicators.getState().put(now)) onClose();
  };
  return (
    <FormDialog
      title={draft.id === null ? 'Add indicator' : 'Edit indicator'}
      wide
      onClose={onClose}
      onSubmit={() => void save()}
      submit="Save"
      valid={valid}
    >
      <label className="field">
        Value
        <input
          data-autofocus
          className="mono"
          spellCheck={false}
          value={now.value}
          onChange={(event) => set({ value: event.target.value })}
        />
      </label>
      <div className="field-row">
        <label className="field">
          Type
          <select
            value={now.type}
            onChange={(event) => set({ type: event.target.value as IndicatorType })}
          >
            {INDICATOR_TYPES.map((type) => (
              <option key={type}>{type}</option>
            ))}
          </select>
        </label>
        <label className="field">
          Match
          <select
            value={now.mode}
            onChange={(event) => set({ mode: event.target.value as MatchMode })}
          >
            {MATCH_MODES.map((mode) => (
              <option key={mode} value={mode}>
                {MODE_WORDS[mode]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {valid && <Weighed draft={now} />}
      <FactFields facts={now} onChange={set} />
      <label className="check">
        <input
          type="checkbox"
          checked={now.active}
          onChange={(event) => set({ active: event.target.checked })}
        />
        Active
      </label>
    </FormDialog>
  );
}

/** What it would hit in this case, and why that may be too much, before it is saved. */
function Weighed({ draft }: { draft: EditedIndicator }): ReactNode {
  const checked = checkIndicator(draft);
  const weight = useWeight(checked.ok ? draft : null);
  if (!checked.ok) return <p className="weak-note">It cannot be matched: {checked.reason}.</p>;
  return (
    <p className="weight" role="status">
      <WeightText weight={weight} weaknesses={weaknessesOf(draft)} />
    </p>
  );
}
