import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FieldMatch } from '@shared/model/detection';
import { foldCase } from '@shared/model/fold-case';
import { type ExcludedValue, MOST_EXCLUDED_VALUES } from '@shared/model/rule-tuning';
import { literal } from './literal';

interface ExcludedValuesProps {
  /** What the rule matched in the detection it is tuned from. */
  readonly matches: readonly FieldMatch[];
  /** One has the fields it groups by, and no others. */
  readonly isCorrelation: boolean;
  readonly where: readonly ExcludedValue[];
  readonly onChange: (where: readonly ExcludedValue[]) => void;
}

/** The next field the rule matched that is not named yet; empty where all are. */
export function nextValue(
  where: readonly ExcludedValue[],
  matches: readonly FieldMatch[],
): ExcludedValue {
  const named = new Set(where.map(({ field }) => foldCase(field)));
  const next = matches.find(({ field }) => !named.has(foldCase(field)));
  return { field: next?.field ?? '', value: literal(next?.value ?? '') };
}

/** Fields and the values they must all have for a detection to be left out. */
export function ExcludedValues(props: ExcludedValuesProps): ReactNode {
  const { matches, isCorrelation, where, onChange } = props;
  const fields = [...new Set(matches.map(({ field }) => field))];
  const put = (at: number, value: ExcludedValue): void => onChange(where.with(at, value));
  return (
    <>
      <datalist id="tuned-fields">
        {fields.map((field) => (
          <option key={field}>{field}</option>
        ))}
      </datalist>
      <ul className="excluded-values" aria-label="Fields and values">
        <li aria-hidden>
          <span>Field</span>
          <span>Value</span>
        </li>
        {where.map((value, at) => (
          <li key={at}>
            <ExcludedField {...{ matches, value, at }} onChange={(changed) => put(at, changed)} />
            {where.length > 1 && (
              <button
                type="button"
                className="icon"
                aria-label={`Take ${value.field || 'this field'} away`}
                onClick={() => onChange(where.toSpliced(at, 1))}
              >
                <X aria-hidden size={14} />
              </button>
            )}
          </li>
        ))}
      </ul>
      <p className="dim">
        {isCorrelation
          ? 'A correlation has the fields it groups by. It must have all of these.'
          : 'An event must have all of them, in fields that the rule matched or any others.'}{' '}
        In values, * and ? are wildcards.
      </p>
      <p>
        <button
          type="button"
          disabled={where.length >= MOST_EXCLUDED_VALUES}
          onClick={() => onChange([...where, nextValue(where, matches)])}
        >
          And another field
        </button>
      </p>
    </>
  );
}

function ExcludedField(props: {
  readonly matches: readonly FieldMatch[];
  readonly value: ExcludedValue;
  readonly at: number;
  readonly onChange: (value: ExcludedValue) => void;
}): ReactNode {
  const { matches, value, at, onChange } = props;
  const choose = (field: string): void => {
    const match = matches.find((one) => one.field === field);
    onChange({ field, value: match === undefined ? value.value : literal(match.value) });
  };
  return (
    <>
      <input
        className="mono"
        spellCheck={false}
        list="tuned-fields"
        aria-label={`Field ${at + 1}`}
        value={value.field}
        onChange={(event) => choose(event.target.value)}
      />
      <input
        className="mono"
        spellCheck={false}
        aria-label={`Value ${at + 1}`}
        value={value.value}
        onChange={(event) => onChange({ ...value, value: event.target.value })}
      />
    </>
  );
}
