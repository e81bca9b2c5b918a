/** The note of an event from its row: whoever writes on at once writes into it, however long the event takes to read. */
import { type EventKey, useView } from '../../app/view-store';

const MOST_WAIT_MS = 5_000;

/** Of the textarea of an event's note. */
export const noteName = ({ file, event }: EventKey): string => `${file}:${event}`;

/** Opens the event with the cursor in its note. What is typed until then is the note's, not keys of rows. */
export function openNote(key: EventKey): void {
  useView.getState().open({ file: key.file, event: key.event });
  const started = performance.now();
  let typed = '';
  let isOver = false;
  const take = (press: KeyboardEvent): void => {
    if (press.key === 'Escape') return end();
    if (press.key.length > 1 || press.ctrlKey || press.metaKey || press.altKey) return;
    press.preventDefault();
    press.stopImmediatePropagation();
    typed += press.key;
  };
  const end = (): void => {
    window.removeEventListener('keydown', take, true);
    // Whoever clicks elsewhere writes there.
    window.removeEventListener('pointerdown', end, true);
    isOver = true;
  };
  const look = (): void => {
    if (isOver) return;
    const note = document.querySelector<HTMLTextAreaElement>(`[data-note="${noteName(key)}"]`);
    if (note === null && performance.now() - started < MOST_WAIT_MS)
      return void requestAnimationFrame(look);
    end();
    if (note !== null) writeOn(note, typed);
  };
  window.addEventListener('keydown', take, true);
  window.addEventListener('pointerdown', end, true);
  requestAnimationFrame(look);
}

/** As if it were typed behind what is there: the page is told of it, and it can be undone. */
function writeOn(note: HTMLTextAreaElement, typed: string): void {
  note.focus();
  note.setSelectionRange(note.value.length, note.value.length);
  if (typed !== '') document.execCommand('insertText', false, typed);
}
