import type { ReactNode } from 'react';
import { Dialog } from '../parts/dialog';

const KEYS: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Everywhere',
    [
      ['Ctrl+1 … Ctrl+6', 'Switch view'],
      ['Ctrl+F', 'Find in this view'],
      ['F6, Shift+F6', 'To the next region: query, values, rows, event'],
      ['F1', 'Shortcuts'],
      ['Esc', 'Close menu, dialog or drawer'],
    ],
  ],
  [
    'Tables',
    [
      ['↑ ↓ PgUp PgDn Home End', 'Move'],
      ['← →', 'Move between columns'],
      ['Shift+click, Shift+↑ ↓ PgUp PgDn Home End', 'Select from the anchor to there'],
      ['Ctrl+click, Ctrl+↑ ↓ and Space', 'Select one more, or one less'],
      ['Ctrl+A', 'Select all (events: at most 1,000; Mark is for all found)'],
      ['Enter', 'Open'],
      ['Shift+F10 or Menu', 'Context menu'],
      [
        '↑ from the first row',
        'To the header: Enter sorts, Shift+← → resizes, Ctrl+Shift+← → moves',
      ],
    ],
  ],
  [
    'Events',
    [
      ['Ctrl+G', 'Go to time'],
      ['Alt+←', 'Zoom out: the time range before'],
      ['↑ ↓ in an empty query', 'The last searches'],
      ['↓ in a query', 'To the rows'],
      ['Enter on a value beside the rows', 'Only these'],
      ['Del or - on a value', 'Without these'],
      ['Alt+↑ ↓ in the open event', 'The event before, the next one'],
      ['T', 'Tag…, one or all selected'],
      ['N', 'Note'],
      ['H', 'Hide, or show again, one or all selected'],
      ['Esc in the rows', 'Back to one row, then close the open event'],
    ],
  ],
  ['Values of events, detections and hits', [['I', 'Add as indicator']]],
  [
    'Evidence',
    [
      ['R', 'Re-index'],
      ['S', 'Re-run SIGMA'],
      ['O', 'Re-hunt IOCs'],
      ['Enter', 'Show events'],
      ['F', 'Show flaws'],
      ['Del', 'Remove from case…'],
    ],
  ],
];

export function ShortcutsDialog({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <Dialog title="Shortcuts" onClose={onClose} size="wide">
      <div className="shortcuts">
        {KEYS.map(([group, keys]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {keys.map(([key, what]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
