import type { ReactNode } from 'react';

interface TogglesProps<Name extends string> {
  readonly label: string;
  readonly names: readonly Name[];
  readonly on: ReadonlySet<Name>;
  readonly onChange: (on: ReadonlySet<Name>) => void;
  readonly faceOf: (name: Name) => ReactNode;
}

/** Buttons that each let one kind of row be seen or not. */
export function Toggles<Name extends string>(props: TogglesProps<Name>): ReactNode {
  const { label, names, on, onChange, faceOf } = props;
  const toggle = (name: Name): void => {
    const next = new Set(on);
    if (!next.delete(name)) next.add(name);
    onChange(next);
  };
  return (
    <div role="group" aria-label={label} className="toggles">
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className="toggle"
          aria-pressed={on.has(name)}
          onClick={() => toggle(name)}
        >
          {faceOf(name)}
        </button>
      ))}
    </div>
  );
}
