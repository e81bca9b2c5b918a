import { type ReactNode, useState } from 'react';
import type { PastedIndicators } from '@shared/contract/views';
import { plural } from '../../lib/format';
import { FormDialog } from '../../parts/form-dialog';
import { Evidence } from '../../parts/evidence';
import { useIndicators } from './indicator-store';

function Outcome({ pasted }: { pasted: PastedIndicators }): ReactNode {
  return (
    <div role="status">
      <p>
        {plural(pasted.added, 'indicator')} added
        {pasted.refused.length > 0 && `, ${plural(pasted.refused.length, 'line')} refused:`}
      </p>
      {pasted.refused.length > 0 && (
        <ul className="refused" aria-label="Refused lines">
          {pasted.refused.map((one) => (
            <li key={one.line}>
              <span className="dim num">Line {one.line}</span>
              <Evidence text={one.text} className="mono" />
              <span>{one.reason}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A list of indicators at once; what was refused is listed with its reason. */
export function PasteDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [text, setText] = useState('');
  const [pasted, setPasted] = useState<PastedIndicators | null>(null);
  const add = async (): Promise<void> => {
    const answer = await useIndicators.getState().paste(text);
    setPasted(answer);
    if (answer !== null) setText('');
  };
  return (
    <FormDialog
      title="Paste a list"
      wide
      onClose={onClose}
      onSubmit={() => void add()}
      submit="Add indicators"
      leave="Close"
      valid={text.trim() !== ''}
    >
      <label className="field">
        Indicators
        <textarea
          data-autofocus
          rows={10}
          spellCheck={false}
          value={text}
          placeholder={
            'One value a line, or CSV with the header type,value,mode\n203.0.113[.]44\nhxxps://bad[.]example/x'
          }
          onChange={(event) => setText(event.target.value)}
        />
        <small>Types are recognised; defanged values are read as what they stand for.</small>
      </label>
      {pasted !== null && <Outcome pasted={pasted} />}
    </FormDialog>
  );
}
