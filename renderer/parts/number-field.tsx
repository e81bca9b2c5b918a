import type { ReactNode } from 'react';

export interface NumberBounds {
  readonly smallest: number;
  readonly largest: number;
}

/** The whole number a text says; null where it says none within the bounds. */
export function numberIn(text: string, { smallest, largest }: NumberBounds): number | null {
  const number = Number(text);
  const fits = /^\s*\d+\s*$/.test(text) && number >= smallest && number <= largest;
  return fits ? number : null;
}

interface NumberFieldProps {
  readonly label: string;
  readonly text: string;
  readonly bounds: NumberBounds;
  readonly onChange: (text: string) => void;
  /** What the number means, below the field. */
  readonly children: ReactNode;
}

/** A whole number within bounds. */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { label, text, bounds, onChange, children } = props;
  return (
    <label className="field">
      {label}
      <input
        type="number"
        min={bounds.smallest}
        max={bounds.largest}
        value={text}
        aria-invalid={numberIn(text, bounds) === null}
        onChange={(event) => onChange(event.target.value)}
      />
      <small>{children}</small>
    </label>
  );
}
