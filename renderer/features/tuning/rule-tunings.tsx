import type { ReactNode } from 'react';
import { referenceKey } from '@shared/model/rule-key';
import { tuningText } from '@shared/model/rule-tuning';
import { useView } from '../../app/view-store';
import { Evidence } from '../../parts/evidence';
import { TimeText } from '../../parts/time-text';
import type { TunedRule } from './tuning-dialog';
import { useTuning } from './tuning-store';
import './tuning.css';

/** What was changed of a rule in this case, each taken back by a button; and the way to change more. */
export function RuleTunings({ rule }: { rule: TunedRule }): ReactNode {
  const all = useTuning((store) => store.tunings);
  const tunings = all.filter(({ ruleId }) => referenceKey(ruleId) === rule.key);
  return (
    <>
      {tunings.length > 0 && (
        <ul className="tunings" aria-label="Tuning in this case">
          {tunings.map((tuning) => (
            <li key={tuning.id}>
              <div>
                <Evidence text={tuningText(tuning)} block />
                <span className="dim">
                  <Evidence text={tuning.reason} block /> · <TimeText time={tuning.madeAt} />
                </span>
              </div>
              <button type="button" onClick={() => void useTuning.getState().remove(tuning.id)}>
                Take back
              </button>
            </li>
          ))}
        </ul>
      )}
      <p>
        <button type="button" onClick={() => useView.getState().ask({ type: 'tuning', rule })}>
          Tune this rule…
        </button>
      </p>
    </>
  );
}
