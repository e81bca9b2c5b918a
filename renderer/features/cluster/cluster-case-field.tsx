import type { ReactNode } from 'react';
import { TypedField } from '../../parts/typed-field';
import { isClusterCase } from './cluster-draft';

interface ClusterCaseFieldProps {
  readonly name: string;
  /** Cases that are there, as far as a test has told. */
  readonly there: readonly string[] | null;
  readonly onChange: (name: string) => void;
}

const NAME_RULE = 'Small letters, digits and hyphens, at most 64.';

function note(name: string, there: readonly string[] | null): string {
  if (there?.includes(name) === true)
    return 'This case is there: you join it and see what its other laptops processed.';
  return 'The same on every laptop that works on this case.';
}

/** The name of the case in the cluster: a new one, or one that is there. */
export function ClusterCaseField({ name, there, onChange }: ClusterCaseFieldProps): ReactNode {
  const others = there ?? [];
  return (
    <div className="cluster-case">
      <TypedField
        label="Name of the case in the cluster"
        className="mono"
        value={name}
        problem={name === '' || isClusterCase(name) ? null : NAME_RULE}
        onChange={onChange}
      >
        {note(name, there)}
      </TypedField>
      {others.length > 0 && (
        <label className="field">
          Join a case that is there
          <select
            value={others.includes(name) ? name : ''}
            onChange={(event) => event.target.value !== '' && onChange(event.target.value)}
          >
            <option value="">None, a new one</option>
            {others.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
