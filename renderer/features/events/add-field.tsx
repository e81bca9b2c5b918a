import { type ReactNode, useId, useState } from 'react';
import { toggleCounted, useLayout } from './use-layout';
import { useQueryNames } from './use-field-names';

/** Names offered at once: a list of thousands helps nobody. */
const MOST_OFFERED = 200;

/** Another field to be counted, chosen by its name. */
export function AddField(): ReactNode {
  const names = useQueryNames();
  const { counted } = useLayout();
  const [typed, setTyped] = useState('');
  const list = useId();
  const wanted = typed.trim().toLowerCase();
  const offered = names
    .filter((name) => !counted.includes(name) && name.toLowerCase().includes(wanted))
    .slice(0, MOST_OFFERED);
  const add = (): void => {
    const known = names.find((name) => name === typed.trim());
    const field = known ?? offered.find((name) => name.toLowerCase() === wanted);
    if (field === undefined || counted.includes(field)) return;
    toggleCounted(field);
    setTyped('');
  };
  return (
    <form
      className="add-field"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <input
        list={list}
        aria-label="Count another field"
        placeholder="Count another field…"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <datalist id={list}>
        {offered.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
    </form>
  );
}
