/** Menu commands and keys that work everywhere. */
import type { AppCommand } from '@shared/contract/app-command';
import { fileActions } from '../features/evidence/evidence-actions';
import { ask } from '../lib/ask';
import { addEvidence, closeCase, openCase } from './case-actions';
import { useApp } from './app-store';
import { goToRegion } from './regions';
import { isWholeTime } from './time-trail';
import { attempt } from './toast-store';
import { useView, type ViewName, VIEWS } from './view-store';

const go = (view: ViewName) => (): void => {
  if (useApp.getState().state?.open != null) useView.getState().go(view);
};

const COMMANDS: Readonly<Record<AppCommand, () => unknown>> = {
  'new-case': () => useView.getState().ask({ type: 'newCase' }),
  'open-case': openCase,
  'close-case': closeCase,
  'add-files': () => addEvidence('files'),
  'add-folder': () => addEvidence('folder'),
  'pause-queue': () => attempt(() => ask('queue.pause', {})),
  'resume-queue': () => attempt(() => ask('queue.resume', {})),
  'retry-failed': fileActions.retryFailed,
  'cancel-all': fileActions.cancelAll,
  'show-evidence': go('evidence'),
  'show-events': go('events'),
  'show-detections': go('detections'),
  'show-hits': go('hits'),
  'show-indicators': go('indicators'),
  'show-rules': go('rules'),
  'show-shortcuts': () => useView.getState().ask({ type: 'shortcuts' }),
};

export const runCommand = (command: AppCommand): void => void COMMANDS[command]();

/** Alt+← in the Events view. */
function takeZoomKey({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  const { view, dialog, search, zoomOut } = useView.getState();
  if (key !== 'ArrowLeft' || !altKey || ctrlKey || metaKey || shiftKey) return false;
  if (view !== 'events' || dialog !== null || isWholeTime(search)) return false;
  zoomOut();
  return true;
}

/** Ctrl+1…6, F1, F6, Ctrl+F, Ctrl+G, Alt+←. True when the key was taken. */
export function takeKey(event: KeyboardEvent): boolean {
  if (event.key === 'F1') {
    runCommand('show-shortcuts');
    return true;
  }
  if (event.key === 'F6' && useView.getState().dialog === null)
    return goToRegion(event.shiftKey ? -1 : 1);
  if (takeZoomKey(event)) return true;
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false;
  const view = VIEWS[Number(event.key) - 1];
  if (view !== undefined && useView.getState().dialog === null) {
    go(view)();
    return true;
  }
  if (event.key.toLowerCase() === 'g' && useView.getState().view === 'events') {
    useView.getState().ask({ type: 'goToTime' });
    return true;
  }
  if (event.key.toLowerCase() !== 'f') return false;
  document.querySelector<HTMLElement>('[data-find]')?.focus();
  return true;
}
