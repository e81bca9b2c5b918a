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
import { escapeHidden } from '../../lib/hidden-characters';
import { Evidence } from '../../parts/evidence';
import { FormDialog } from '../../parts/form-dialog';
import { FactFields } from './fact-fields';
import { useIndicators } from './indicator-store';
import { readTyped, refangedValue, type TypedReading } from './typed-value';
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
  // Until one is chosen, type and mode follow what is typed.
  const [isChosen, setChosen] = useState(draft.id !== null || draft.value !== '');
  const set = (change: Partial<EditedIndicator>): void => setNow({ ...now, ...change });
  const reading: TypedReading<EditedIndicator> = isChosen
    ? { ok: true, draft: now, remarks: [] }
    : readTyped(now);
  const sought = reading.draft;
  const choose = (change: Partial<EditedIndicator>): void => {
    setNow({ ...now, type: sought.type, mode: sought.mode, ...change });
    setChosen(true);
  };
  const valid = now.value.trim() !== '' && reading.ok;
  const save = async (): Promise<void> => {
    if (await useIndicators.getState().put(sought)) onClose();
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
            value={sought.type}
            onChange={(event) => choose({ type: event.target.value as IndicatorType })}
          >
            {INDICATOR_TYPES.map((type) => (
              <option key={type}>{type}</option>
            ))}
          </select>
        </label>
        <label className="field">
          Match
          <select
            value={sought.mode}
            onChange={(event) => choose({ mode: event.target.value as MatchMode })}
          >
            {MATCH_MODES.map((mode) => (
              <option key={mode} value={mode}>
                {MODE_WORDS[mode]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <ReadAs
        typed={now.value}
        reading={reading}
        refanged={isChosen ? refangedValue(now) : null}
        onRefang={(value) => set({ value })}
      />
      {valid && <Weighed draft={sought} />}
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

interface ReadAsProps {
  readonly typed: string;
  readonly reading: TypedReading<EditedIndicator>;
  readonly refanged: string | null;
  readonly onRefang: (value: string) => void;
}

/** What was made of the value, where it is not what was typed; what could be made of it. */
function ReadAs({ typed, reading, refanged, onRefang }: ReadAsProps): ReactNode {
  if (!reading.ok) return <p className="weak-note">It cannot be saved: {reading.reason}.</p>;
  if (refanged !== null)
    return (
      <p className="read-note">
        It looks defanged, and is sought as it is written.
        <button type="button" onClick={() => onRefang(refanged)}>
          Use <Evidence text={refanged} className="mono" />
        </button>
      </p>
    );
  const { draft, remarks } = reading;
  if (draft.value.trim() === typed.trim() && remarks.length === 0) return null;
  return (
    <p className="read-note">
      <span>
        Read as <Evidence text={draft.value} className="mono" />
      </span>
      {remarks.map((remark) => (
        <span key={remark} className="dim">
          {escapeHidden(remark)}
        </span>
      ))}
    </p>
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
