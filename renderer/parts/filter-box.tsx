import type { ReactNode } from 'react';

interface FilterBoxProps {
  /** What it filters, as the accessible name. */
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Leaves room for buttons at its right. */
  readonly narrow?: boolean;
}

/** Where Ctrl+F goes in a view of rows. */
export function FilterBox(props: FilterBoxProps): ReactNode {
  const { label, placeholder, value, onChange, narrow = false } = props;
  return (
    <input
      data-find
      type="search"
      className={narrow ? 'filter narrow' : 'filter'}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
