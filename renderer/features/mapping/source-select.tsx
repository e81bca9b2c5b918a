import type { ReactNode } from 'react';
import type { SourceMapping } from '@shared/model/source-choice';
import { SOURCE_SHAPES } from '@shared/ndjson/source-shapes';
import type { Picked } from './mapping-draft';

interface SourceSelectProps {
  readonly picked: Picked;
  readonly saved: readonly SourceMapping[];
  /** Of the mapping that is being edited. */
  readonly name: string;
  readonly onPick: (picked: Picked, mapping?: SourceMapping) => void;
}

const KNOWN = SOURCE_SHAPES.map(({ id, label }) => ({ id, label: label.replace('NDJSON · ', '') }));

/** The sources a file may be read as; a saved mapping is put into the form. */
export function SourceSelect({ picked, saved, name, onPick }: SourceSelectProps): ReactNode {
  const isSaved = saved.some((mapping) => mapping.name === name);
  const ownValue = isSaved ? `saved:${name}` : 'own';
  const choose = (value: string): void => {
    const [type, rest] = splitAtColon(value);
    if (type === 'known') onPick({ type: 'known', id: rest });
    else if (type === 'saved')
      onPick(
        { type: 'own' },
        saved.find((one) => one.name === rest),
      );
    else onPick({ type: type === 'own' ? 'own' : 'auto' });
  };
  return (
    <label className="field">
      Read as
      <select
        data-autofocus
        value={
          picked.type === 'known' ? `known:${picked.id}` : picked.type === 'own' ? ownValue : 'auto'
        }
        onChange={(event) => choose(event.target.value)}
      >
        <option value="auto">What it is recognised as</option>
        <option value="own">Own mapping…</option>
        {saved.length > 0 && (
          <optgroup label="Saved mappings">
            {saved.map((mapping) => (
              <option key={mapping.name} value={`saved:${mapping.name}`}>
                {mapping.name}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label="Known sources">
          {KNOWN.map(({ id, label }) => (
            <option key={id} value={`known:${id}`}>
              {label}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

function splitAtColon(value: string): [string, string] {
  const colon = value.indexOf(':');
  return colon < 0 ? [value, ''] : [value.slice(0, colon), value.slice(colon + 1)];
}
