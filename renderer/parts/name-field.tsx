import type { ReactNode } from 'react';

interface NameFieldProps {
  readonly label: string;
  readonly value: string;
  readonly mostLength: number;
  readonly onChange: (value: string) => void;
  /** Enter, where there is a name. */
  readonly onEnter: () => void;
}

/** A name that Enter takes, without sending the dialog around it. */
export function NameField({
  label,
  value,
  mostLength,
  onChange,
  onEnter,
}: NameFieldProps): ReactNode {
  return (
    <label className="field">
      {label}
      <input
        value={value}
        maxLength={mostLength}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || value.trim() === '') return;
          event.preventDefault();
          onEnter();
        }}
      />
    </label>
  );
}
