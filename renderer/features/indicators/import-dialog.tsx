import { type ReactNode, useState } from 'react';
import { FileText } from 'lucide-react';
import { Dialog } from '../../parts/dialog';
import { ImportReview } from './import-review';
import { useReading } from './use-reading';

const HINT = [
  'Paste anything: a list, a table, a report, a STIX bundle, a MISP event',
  '203.0.113[.]44',
  'hxxps://bad[.]example/x',
].join('\n');

/** A list of indicators from anywhere: read first, looked over, then added. */
export function ImportDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [text, setText] = useState('');
  const [isLeaving, setLeaving] = useState(false);
  const { list, isReading, readText, readFile, readAs, goBack } = useReading();
  if (list !== null)
    return (
      <ImportReview key={list.number} {...{ list, isReading, readAs, onClose }} onBack={goBack} />
    );
  const isEmpty = text.trim() === '';
  // Escape closes every dialog; what was pasted into this one is not dropped by one key.
  const leave = (): void => (isEmpty || isLeaving ? onClose() : setLeaving(true));
  return (
    <Dialog
      title="Import indicators"
      size="wide"
      onClose={leave}
      onSubmit={() => !isEmpty && void readText(text)}
      actions={
        <>
          <button type="button" disabled={isReading} onClick={() => void readFile()}>
            <FileText size={14} aria-hidden="true" /> Choose a file…
          </button>
          <span className="spring" />
          {isLeaving && (
            <span role="alert" className="weak-note">
              Drop the text? Escape again drops it, too.
            </span>
          )}
          <button type="button" onClick={leave}>
            {isLeaving ? 'Drop text' : 'Cancel'}
          </button>
          <button type="submit" className="primary" disabled={isEmpty || isReading}>
            {isReading ? 'Reading…' : 'Look it over'}
          </button>
        </>
      }
    >
      <label className="field">
        Text
        <textarea
          data-autofocus
          rows={14}
          spellCheck={false}
          className="mono"
          value={text}
          placeholder={HINT}
          onChange={(event) => {
            setText(event.target.value);
            setLeaving(false);
          }}
        />
        <small>
          Types are recognised, defanged values are read as what they stand for. Nothing is added
          before you have looked it over.
        </small>
      </label>
    </Dialog>
  );
}
