import { type ReactNode, useState } from 'react';
import type { FieldMatch } from '@shared/model/detection';
import { type Level, LEVELS } from '@shared/model/level';
import type { TuningDraft } from '@shared/model/rule-tuning';
import { Evidence } from '../../parts/evidence';
import { FormDialog } from '../../parts/form-dialog';
import { literal } from './literal';
import { useTuning } from './tuning-store';

/** The rule to be tuned, with the matched fields of the detection it is tuned from. */
export interface TunedRule {
  /** `ruleKey`, so that tuning outlives a newer pack. */
  readonly key: string;
  readonly title: string;
  readonly level: Level;
  readonly matches: readonly FieldMatch[];
}

type Action = TuningDraft['action'];
const ACTION_WORDS: Readonly<Record<Action, string>> = {
  exclude: 'Leave out where a field has a value',
  level: 'Give it another level',
  disable: 'Leave out everything it finds',
};

interface Typed {
  readonly action: Action;
  readonly level: Level;
  readonly field: string;
  readonly value: string;
  readonly reason: string;
}

function draftOf(ruleId: string, { action, level, field, value, reason }: Typed): TuningDraft {
  switch (action) {
    case 'disable':
      return { action, ruleId, reason };
    case 'level':
      return { action, ruleId, reason, level };
    case 'exclude':
      return { action, ruleId, reason, field, value };
  }
}

/** Changes what a rule means in this case; detections stay stored, and come back when it is taken back. */
export function TuningDialog({
  rule,
  onClose,
}: {
  rule: TunedRule;
  onClose: () => void;
}): ReactNode {
  const [first] = rule.matches;
  const [typed, setTyped] = useState<Typed>({
    action: first === undefined ? 'disable' : 'exclude',
    ...{ level: rule.level, field: first?.field ?? '', value: literal(first?.value ?? '') },
    reason: '',
  });
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change });
  const valid =
    typed.reason.trim() !== '' && (typed.action !== 'exclude' || typed.field.trim() !== '');
  const save = async (): Promise<void> => {
    if (await useTuning.getState().add(draftOf(rule.key, typed))) onClose();
  };
  return (
    <FormDialog
      title="Tune a rule in this case"
      submit="Save"
      valid={valid}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <p>
        <Evidence text={rule.title} block />
      </p>
      <fieldset className="choices" aria-label="What to change">
        {Object.entries(ACTION_WORDS).map(([action, words]) => (
          <label key={action} className="check">
            <input
              type="radio"
              name="action"
              checked={typed.action === action}
              onChange={() => set({ action: action as Action })}
            />
            {words}
          </label>
        ))}
      </fieldset>
      {typed.action === 'level' && (
        <label className="field">
          Level
          <select
            value={typed.level}
            onChange={(event) => set({ level: event.target.value as Level })}
          >
            {[...LEVELS].reverse().map((level) => (
              <option key={level}>{level}</option>
            ))}
          </select>
        </label>
      )}
      {typed.action === 'exclude' && <ExcludedValue matches={rule.matches} {...{ typed, set }} />}
      <label className="field">
        Reason
        <input
          data-autofocus
          value={typed.reason}
          placeholder="Why, for whoever reads the report"
          onChange={(event) => set({ reason: event.target.value })}
        />
      </label>
    </FormDialog>
  );
}

function ExcludedValue(props: {
  readonly matches: readonly FieldMatch[];
  readonly typed: Typed;
  readonly set: (change: Partial<Typed>) => void;
}): ReactNode {
  const { matches, typed, set } = props;
  const fields = [...new Set(matches.map(({ field }) => field))];
  const choose = (field: string): void => {
    const match = matches.find((one) => one.field === field);
    set(match === undefined ? { field } : { field, value: literal(match.value) });
  };
  return (
    <>
      <label className="field">
        Field: one the rule matched, or any other of the event
        <input
          className="mono"
          spellCheck={false}
          list="tuned-fields"
          value={typed.field}
          onChange={(event) => choose(event.target.value)}
        />
        <datalist id="tuned-fields">
          {fields.map((field) => (
            <option key={field}>{field}</option>
          ))}
        </datalist>
      </label>
      <label className="field">
        Value (* and ? are wildcards)
        <input
          className="mono"
          spellCheck={false}
          value={typed.value}
          onChange={(event) => set({ value: event.target.value })}
        />
      </label>
    </>
  );
}
