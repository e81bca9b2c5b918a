import { type ReactNode, useMemo, useState } from 'react';
import type { RuleRow } from '@shared/contract/rule-row';
import { formatCount } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { type Chosen, type Facet, FACETS, type RuleCounts, valuesOf } from './rule-facets';

/** Values shown before the rest is asked for. */
const FEW = 8;

interface FacetPanelProps {
  /** Rules that pass the text filter and the states. */
  readonly rows: readonly RuleRow[];
  readonly counts: RuleCounts;
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
}

/** What the rules can be narrowed by, each value with how many it would show. */
export function FacetPanel({ rows, counts, chosen, onChange }: FacetPanelProps): ReactNode {
  const toggle = (facet: string, value: string): void => {
    const values = new Set(chosen[facet]);
    if (!values.delete(value)) values.add(value);
    onChange({ ...chosen, [facet]: values });
  };
  const any = Object.values(chosen).some((values) => values.size > 0);
  return (
    <section className="facets" aria-label="Narrow the rules">
      {any && (
        <button type="button" onClick={() => onChange({})}>
          Clear all
        </button>
      )}
      {FACETS.map((facet) => (
        <FacetGroup
          key={facet.id}
          {...{ facet, rows, counts, chosen }}
          onToggle={(value) => toggle(facet.id, value)}
        />
      ))}
    </section>
  );
}

interface FacetGroupProps extends Omit<FacetPanelProps, 'onChange'> {
  readonly facet: Facet;
  readonly onToggle: (value: string) => void;
}

function FacetGroup({ facet, rows, counts, chosen, onToggle }: FacetGroupProps): ReactNode {
  const [all, setAll] = useState(false);
  const values = useMemo(
    () => valuesOf(facet, rows, chosen, counts),
    [facet, rows, chosen, counts],
  );
  if (values.length === 0) return null;
  const on = chosen[facet.id];
  const shown = all ? values : values.filter(({ value }, at) => at < FEW || on?.has(value));
  return (
    <fieldset>
      <legend>{facet.title}</legend>
      {shown.map(({ value, count }) => (
        <label key={value} className="facet-value">
          <input
            type="checkbox"
            checked={on?.has(value) ?? false}
            onChange={() => onToggle(value)}
          />
          <Evidence text={value} />
          <small>{formatCount(count)}</small>
        </label>
      ))}
      {values.length > FEW && (
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${formatCount(values.length - shown.length)} more`}
        </button>
      )}
    </fieldset>
  );
}
