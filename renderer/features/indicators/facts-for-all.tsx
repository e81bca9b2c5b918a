import type { ReactNode } from 'react';
import { type IndicatorFacts, TLPS } from '@shared/model/indicator';
import { LEVELS } from '@shared/model/level';
import { ChoiceField } from './fact-fields';

export type GivenFacts = Pick<IndicatorFacts, 'source' | 'tlp' | 'severity'>;
export const NOTHING_GIVEN: GivenFacts = { source: '', tlp: null, severity: null };

interface FactsForAllProps {
  readonly given: GivenFacts;
  readonly onChange: (given: GivenFacts) => void;
}

/** For those of a list that say nothing of it themselves. */
export function FactsForAll({ given, onChange }: FactsForAllProps): ReactNode {
  return (
    <fieldset className="facts-for-all">
      <legend>Where the list says nothing</legend>
      <label className="field">
        Source
        <input
          value={given.source}
          placeholder="Report, feed, colleague"
          onChange={(event) => onChange({ ...given, source: event.target.value })}
        />
      </label>
      <ChoiceField
        label="Severity"
        choices={LEVELS.toReversed()}
        value={given.severity}
        onChange={(severity) => onChange({ ...given, severity })}
      />
      <ChoiceField
        label="TLP"
        choices={TLPS}
        value={given.tlp}
        onChange={(tlp) => onChange({ ...given, tlp })}
      />
    </fieldset>
  );
}
