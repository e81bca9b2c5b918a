import type { ReactNode } from 'react';
import {
  type ChosenSets,
  type Core,
  CORE_WORDS,
  CORES,
  type SetsChange,
} from '@shared/model/rule-sets';
import { useRules } from './rules-store';

/** Which of the imported rules run in this case; other sets make results stale, as other rules do. */
export function RuleSetChoice({ sets }: { sets: ChosenSets }): ReactNode {
  const choose = (change: SetsChange): void => void useRules.getState().changeSets(change);
  return (
    <div className="rule-sets" role="group" aria-label="Rule sets of this case">
      <select
        aria-label="Rules that run"
        value={sets.core}
        onChange={(event) => choose({ core: event.target.value as Core })}
      >
        {CORES.map((core) => (
          <option key={core} value={core}>
            {CORE_WORDS[core]}
          </option>
        ))}
      </select>
      <label className="check">
        <input
          type="checkbox"
          checked={sets.emergingThreats}
          onChange={(event) => choose({ emergingThreats: event.target.checked })}
        />
        Emerging threats
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={sets.threatHunting}
          onChange={(event) => choose({ threatHunting: event.target.checked })}
        />
        Threat hunting
      </label>
    </div>
  );
}
