import type { ReactNode } from 'react';
import { type IndicatorFacts, TLPS } from '@shared/model/indicator';
import { LEVELS } from '@shared/model/level';
import { formatFileTime, parseIsoTime } from '@shared/model/time-text';

interface FactFieldsProps {
  readonly facts: IndicatorFacts;
  readonly onChange: (change: Partial<IndicatorFacts>) => void;
}

/** What is known of an indicator beside what it hits. */
export function FactFields({ facts, onChange }: FactFieldsProps): ReactNode {
  return (
    <>
      <div className="field-row">
        <label className="field">
          Source
          <input
            value={facts.source}
            placeholder="Where it comes from"
            onChange={(event) => onChange({ source: event.target.value })}
          />
        </label>
        <ChoiceField
          label="Severity"
          choices={LEVELS.toReversed()}
          value={facts.severity}
          onChange={(severity) => onChange({ severity })}
        />
      </div>
      <div className="fact-row">
        <ChoiceField
          label="TLP"
          choices={TLPS}
          value={facts.tlp}
          onChange={(tlp) => onChange({ tlp })}
        />
        <ConfidenceField
          value={facts.confidence}
          onChange={(confidence) => onChange({ confidence })}
        />
        <DayField
          label="Valid until (UTC)"
          value={facts.validUntil}
          onChange={(validUntil) => onChange({ validUntil })}
        />
      </div>
      <label className="field">
        Note
        <input value={facts.note} onChange={(event) => onChange({ note: event.target.value })} />
      </label>
    </>
  );
}

interface ChoiceFieldProps<Choice extends string> {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: Choice | null;
  readonly onChange: (choice: Choice | null) => void;
}

/** One of several words, or none. */
export function ChoiceField<Choice extends string>(props: ChoiceFieldProps<Choice>): ReactNode {
  const { label, choices, value, onChange } = props;
  return (
    <label className="field">
      {label}
      <select
        value={value ?? ''}
        onChange={(event) =>
          onChange(choices.find((choice) => choice === event.target.value) ?? null)
        }
      >
        <option value="">not given</option>
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    </label>
  );
}

interface FieldProps<Value> {
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
}

const MOST_CONFIDENCE = 100;

function ConfidenceField({ value, onChange }: FieldProps<number>): ReactNode {
  return (
    <label className="field">
      Confidence (0–100)
      <input
        type="number"
        min={0}
        max={MOST_CONFIDENCE}
        value={value ?? ''}
        onChange={({ target }) =>
          onChange(
            target.value === ''
              ? null
              : Math.min(MOST_CONFIDENCE, Math.max(0, Math.round(Number(target.value)))),
          )
        }
      />
    </label>
  );
}

/** A day; it ends with it. */
function DayField({ label, value, onChange }: FieldProps<string> & { label: string }): ReactNode {
  return (
    <label className="field">
      {label}
      <input
        type="date"
        value={value?.slice(0, 10) ?? ''}
        onChange={({ target }) => {
          const time = parseIsoTime(`${target.value}T23:59:59Z`);
          onChange(time === null ? null : formatFileTime(time));
        }}
      />
    </label>
  );
}
