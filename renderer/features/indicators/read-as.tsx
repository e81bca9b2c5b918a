import type { ReactNode } from 'react';
import {
  COLUMN_ROLES,
  type ColumnRole,
  type IndicatorFormat,
  INDICATOR_FORMATS,
  type TableColumns,
} from '@shared/model/indicator-reading';
import { formatCount } from '../../lib/format';
import { escapeHidden } from '../../lib/hidden-characters';
import { Evidence } from '../../parts/evidence';
import type { ReadingChoice, ReadList } from './use-reading';

const FORMAT_WORDS: Readonly<Record<IndicatorFormat, string>> = {
  list: 'Plain list',
  report: 'Report or other running text',
  csv: 'Table (CSV)',
  stix: 'STIX 2.1 bundle',
  misp: 'MISP event',
  json: 'JSON of any other kind',
};

const ROLE_WORDS: Readonly<Record<ColumnRole, string>> = {
  ...{ value: 'Value', type: 'Type', mode: 'Match', note: 'Note', source: 'Source' },
  ...{ confidence: 'Confidence', tlp: 'TLP', validUntil: 'Valid until', severity: 'Severity' },
  active: 'Active',
};

interface ReadAsProps {
  readonly list: ReadList;
  readonly isReading: boolean;
  readonly merged: number;
  readonly readAs: (choice: ReadingChoice) => Promise<void>;
}

/** What kind of list it was taken for, to be corrected. */
export function ReadAs({ list, isReading, merged, readAs }: ReadAsProps): ReactNode {
  const { format, table } = list.reading;
  return (
    <>
      <div className="read-as">
        <label>
          Read as{' '}
          <select
            value={format}
            disabled={isReading}
            onChange={({ target }) => {
              const chosen = INDICATOR_FORMATS.find((one) => one === target.value) ?? null;
              void readAs({ format: chosen, roles: null });
            }}
          >
            {INDICATOR_FORMATS.map((one) => (
              <option key={one} value={one}>
                {FORMAT_WORDS[one]}
              </option>
            ))}
          </select>
        </label>
        <span className="dim">
          <Evidence text={list.fileName ?? 'pasted text'} />
          {merged > 0 && ` · ${formatCount(merged)} the same as others`}
        </span>
      </div>
      {table !== null && (
        <ColumnRolesForm
          table={table}
          onChange={(roles) => void readAs({ format: 'csv', roles })}
        />
      )}
    </>
  );
}

interface ColumnRolesFormProps {
  readonly table: TableColumns;
  readonly onChange: (roles: TableColumns['roles']) => void;
}

/** Which column of a table holds what. */
function ColumnRolesForm({
  table: { names, roles, typed },
  onChange,
}: ColumnRolesFormProps): ReactNode {
  const change = (role: ColumnRole, column: string): void => {
    const { [role]: _, ...others } = roles;
    onChange(column === '' ? others : { ...others, [role]: Number(column) });
  };
  return (
    <fieldset className="column-roles">
      <legend>Columns</legend>
      {COLUMN_ROLES.map((role) => (
        <label key={role} className="field">
          {ROLE_WORDS[role]}
          <select value={roles[role] ?? ''} onChange={(event) => change(role, event.target.value)}>
            {role !== 'value' && <option value="">none</option>}
            {role === 'value' && roles.value === undefined && (
              <option value="">by their headings</option>
            )}
            {names.map((name, at) => (
              <option key={at} value={at}>
                {escapeHidden(name.slice(0, 60))}
              </option>
            ))}
          </select>
        </label>
      ))}
      {typed.length > 0 && (
        <p className="dim">
          Values by their headings:{' '}
          {typed.map(({ at }) => escapeHidden(names[at] ?? '')).join(', ')}
        </p>
      )}
    </fieldset>
  );
}
