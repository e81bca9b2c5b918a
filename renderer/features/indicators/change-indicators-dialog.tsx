import { type ReactNode, useState } from 'react';
import type { IndicatorChange } from '@shared/contract/indicators';
import { TLPS } from '@shared/model/indicator';
import { LEVELS } from '@shared/model/level';
import { plural } from '../../lib/format';
import { FormDialog } from '../../parts/form-dialog';
import { useIndicators } from './indicator-store';

interface ChangeIndicatorsDialogProps {
  readonly ids: readonly number[];
  readonly onClose: () => void;
}

/** What several indicators get at once; everything left empty stays as each of them has it. */
export function ChangeIndicatorsDialog({ ids, onClose }: ChangeIndicatorsDialogProps): ReactNode {
  const [change, setChange] = useState<IndicatorChange>({});
  const set = (more: IndicatorChange): void => setChange({ ...change, ...more });
  const save = async (): Promise<void> => {
    if (await useIndicators.getState().change(ids, change)) onClose();
  };
  return (
    <FormDialog
      title={`Change ${plural(ids.length, 'indicator')}`}
      onClose={onClose}
      onSubmit={() => void save()}
      submit="Change"
      valid={Object.values(change).some((fact) => fact !== undefined)}
    >
      <p className="dim">What is left as it is stays as each of them has it.</p>
      <KeptChoice
        label="Active"
        choices={['on', 'off']}
        onChange={(choice) => set({ active: choice === undefined ? undefined : choice === 'on' })}
      />
      <KeptChoice
        label="Severity"
        choices={[...LEVELS.toReversed(), NONE]}
        onChange={(severity) => set({ severity: severity === NONE ? null : severity })}
      />
      <KeptChoice
        label="TLP"
        choices={[...TLPS, NONE]}
        onChange={(tlp) => set({ tlp: tlp === NONE ? null : tlp })}
      />
      <KeptText label="Source" onChange={(source) => set({ source })} />
      <KeptText label="Note" onChange={(note) => set({ note })} />
    </FormDialog>
  );
}

const NONE = 'not given';

interface KeptChoiceProps<Choice extends string> {
  readonly label: string;
  readonly choices: readonly Choice[];
  /** Undefined leaves what each has. */
  readonly onChange: (choice: Choice | undefined) => void;
}

function KeptChoice<Choice extends string>(props: KeptChoiceProps<Choice>): ReactNode {
  const { label, choices, onChange } = props;
  return (
    <label className="field">
      {label}
      <select
        defaultValue=""
        onChange={(event) => onChange(choices.find((choice) => choice === event.target.value))}
      >
        <option value="">as it is</option>
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    </label>
  );
}

interface KeptTextProps {
  readonly label: string;
  readonly onChange: (text: string | undefined) => void;
}

function KeptText({ label, onChange }: KeptTextProps): ReactNode {
  return (
    <label className="field">
      {label}
      <input
        placeholder="as it is"
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      />
    </label>
  );
}
