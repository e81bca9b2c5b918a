import { type ReactNode, useState } from 'react';
import type { RuleRow } from '@shared/contract/rule-row';
import type { FieldMatch } from '@shared/model/detection';
import { type Level, LEVELS } from '@shared/model/level';
import { ruleKey } from '@shared/model/rule-key';
import type { ExcludedValue, TuningDraft } from '@shared/model/rule-tuning';
import { Evidence } from '../../parts/evidence';
import { FormDialog } from '../../parts/form-dialog';
import { useRules } from '../rules/rules-store';
import { ExcludedValues, nextValue } from './excluded-values';
import { useTuning } from './tuning-store';

const NO_ROWS: readonly RuleRow[] = [];

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
  exclude: 'Leave out where fields have these values',
  level: 'Give it another level',
  disable: 'Leave out everything it finds',
};

interface Typed {
  readonly action: Action;
  readonly level: Level;
  readonly where: readonly ExcludedValue[];
  readonly reason: string;
}

function draftOf(ruleId: string, { action, level, where, reason }: Typed): TuningDraft {
  switch (action) {
    case 'disable':
      return { action, ruleId, reason };
    case 'level':
      return { action, ruleId, reason, level };
    case 'exclude':
      return { action, ruleId, reason, where: [...where] };
  }
}

/** Disabling a correlation does not give its rules a voice of their own (docs/correlations.md). */
function FedRules({ correlation }: { correlation: string }): ReactNode {
  const rows = useRules((store) => store.rules?.rows ?? NO_ROWS);
  const kept = rows.filter(({ keptBy }) => keptBy.includes(correlation));
  if (kept.length === 0) return null;
  return (
    <p className="dim">
      Rules that only feed it still give no detections of their own:{' '}
      <Evidence text={kept.map(({ title }) => title).join(' · ')} block />
    </p>
  );
}

/** Changes what a rule means in this case; detections stay stored, and come back when it is taken back. */
export function TuningDialog({
  rule,
  onClose,
}: {
  rule: TunedRule;
  onClose: () => void;
}): ReactNode {
  const [typed, setTyped] = useState<Typed>({
    action: rule.matches.length === 0 ? 'disable' : 'exclude',
    ...{ level: rule.level, where: [nextValue([], rule.matches)], reason: '' },
  });
  const rows = useRules((store) => store.rules?.rows ?? NO_ROWS);
  const isCorrelation = rows.some(
    ({ kind, id, title }) => kind === 'correlation' && ruleKey(id, title) === rule.key,
  );
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change });
  const valid =
    typed.reason.trim() !== '' &&
    (typed.action !== 'exclude' || typed.where.every(({ field }) => field.trim() !== ''));
  const save = async (): Promise<void> => {
    if (await useTuning.getState().add(draftOf(rule.key, typed))) onClose();
  };
  return (
    <FormDialog
      title="Tune a rule in this case"
      wide
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
      {typed.action === 'exclude' && (
        <ExcludedValues
          matches={rule.matches}
          isCorrelation={isCorrelation}
          where={typed.where}
          onChange={(where) => set({ where })}
        />
      )}
      {typed.action === 'disable' && <FedRules correlation={rule.title} />}
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
