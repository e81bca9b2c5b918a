import { type ReactNode, useState } from 'react';
import { plural } from '../../lib/format';
import { FormDialog } from '../../parts/form-dialog';
import { type AllFound, copiesNote, useFoundWords } from './copies-marked';
import { type MarkedEvent, useMarks } from './marks-store';

export type HideTarget =
  | {
      readonly kind: 'events';
      readonly events: MarkedEvent[];
      /** Copies of them that are not listed: they stay as they are. */
      readonly copies: number;
    }
  | AllFound;

/** Puts events out of sight, with a reason; nothing is lost, and they are shown again on request. */
export function HideDialog({
  target,
  onClose,
}: {
  target: HideTarget;
  onClose: () => void;
}): ReactNode {
  const [reason, setReason] = useState('');
  const foundWords = useFoundWords(target.kind === 'found' ? target : null);
  const words = target.kind === 'events' ? plural(target.events.length, 'event') : foundWords;
  const note = target.kind === 'events' ? copiesNote(target.copies) : null;
  const hide = async (): Promise<void> => {
    const { hide: one, hideFound } = useMarks.getState();
    const done =
      target.kind === 'events'
        ? await one(target.events, reason.trim())
        : await hideFound(target.search, reason.trim());
    if (done) onClose();
  };
  return (
    <FormDialog
      title={`Hide ${words}`}
      submit="Hide"
      valid={reason.trim() !== ''}
      onClose={onClose}
      onSubmit={() => void hide()}
    >
      <label className="field">
        Reason
        <input
          data-autofocus
          value={reason}
          maxLength={2_000}
          placeholder="Why they do not matter, for whoever reads the case"
          onChange={(event) => setReason(event.target.value)}
        />
        <small>Hidden events stay in the case and are shown again whenever you want.</small>
      </label>
      {note !== null && <p className="dim">{note}</p>}
    </FormDialog>
  );
}
