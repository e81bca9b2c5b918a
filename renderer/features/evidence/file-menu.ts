/** One list of what can be done with files; menu, bulk bar and keys all come from it. */
import type { EvidenceRow } from '@shared/contract/evidence-views';
import { isActive } from '@shared/model/file-states';
import type { MenuEntry } from '../../parts/menu';
import { fileActions } from './evidence-actions';
import { hasUnresolved } from './evidence-words';

export interface FileAction {
  readonly label: string;
  readonly key?: string;
  readonly danger?: boolean;
  /** Stands in the bulk bar itself, not only in the menu. */
  readonly bar?: boolean;
  readonly group: number;
  enabled(rows: readonly EvidenceRow[]): boolean;
  run(ids: number[]): unknown;
}

const accepted = (row: EvidenceRow): boolean => row.intake.type === 'accepted';
const anyAccepted = (rows: readonly EvidenceRow[]): boolean => rows.some(accepted);
const isJson = (row: EvidenceRow): boolean =>
  accepted(row) && (row.kind === 'ndjson' || row.kind === 'json-array');
const waitsOrRuns = (row: EvidenceRow): boolean =>
  row.lastRun !== null && (row.lastRun.state === 'queued' || isActive(row.lastRun.state));
const canRetry = (row: EvidenceRow): boolean =>
  row.lastRun?.state === 'failed' || row.lastRun?.state === 'cancelled';

export const FILE_ACTIONS: readonly FileAction[] = [
  {
    label: 'Re-index',
    key: 'R',
    bar: true,
    group: 0,
    enabled: anyAccepted,
    run: (ids) => fileActions.run(ids, 'reindex'),
  },
  {
    label: 'Re-run SIGMA',
    key: 'S',
    bar: true,
    group: 0,
    enabled: anyAccepted,
    run: (ids) => fileActions.run(ids, 'sigma_only'),
  },
  {
    label: 'Re-hunt IOCs',
    key: 'O',
    bar: true,
    group: 0,
    enabled: anyAccepted,
    run: (ids) => fileActions.run(ids, 'ioc_only'),
  },
  {
    label: 'Cancel',
    bar: true,
    group: 1,
    enabled: (rows) => rows.some(waitsOrRuns),
    run: fileActions.cancel,
  },
  {
    label: 'Retry',
    bar: true,
    group: 1,
    enabled: (rows) => rows.some(canRetry),
    run: fileActions.retry,
  },
  {
    label: 'Run first',
    group: 2,
    enabled: anyAccepted,
    run: (ids) => fileActions.setPriority(ids, 1),
  },
  {
    label: 'Run normal',
    group: 2,
    enabled: anyAccepted,
    run: (ids) => fileActions.setPriority(ids, 0),
  },
  {
    label: 'Run last',
    group: 2,
    enabled: anyAccepted,
    run: (ids) => fileActions.setPriority(ids, -1),
  },
  {
    label: 'Show events',
    key: 'Enter',
    bar: true,
    group: 3,
    enabled: (rows) => rows.some((row) => row.published !== null),
    run: fileActions.showEvents,
  },
  {
    label: 'Show flaws',
    key: 'F',
    group: 3,
    enabled: ([row, ...others]) => others.length === 0 && (row?.published?.counts.flaws ?? 0) > 0,
    run: ([id]) => (id === undefined ? null : fileActions.showFlaws(id)),
  },
  {
    label: 'Source and fields…',
    group: 3,
    enabled: (rows) => rows.length > 0 && rows.every(isJson),
    run: fileActions.askSource,
  },
  {
    label: 'Resolve with templates of the case',
    group: 3,
    enabled: (rows) => rows.some((row) => accepted(row) && hasUnresolved(row)),
    run: fileActions.borrowTemplates,
  },
  {
    label: 'Read with its own templates only',
    group: 3,
    enabled: (rows) => rows.some(({ lent }) => lent !== null),
    run: fileActions.ownTemplates,
  },
  {
    label: 'Copy SHA-256',
    group: 3,
    enabled: (rows) => rows.some((row) => row.hashes !== null),
    run: fileActions.copyHash,
  },
  {
    label: 'Reveal in folder',
    group: 3,
    enabled: (rows) => rows.length === 1,
    run: ([id]) => (id === undefined ? null : fileActions.reveal(id)),
  },
  {
    label: 'Remove from case…',
    key: 'Del',
    danger: true,
    bar: true,
    group: 4,
    enabled: (rows) => rows.length > 0,
    run: fileActions.askRemove,
  },
];

const PRESSED: Readonly<Record<string, string>> = {
  r: 'R',
  s: 'S',
  o: 'O',
  f: 'F',
  Enter: 'Enter',
  Delete: 'Del',
};

/** The action a key stands for. */
export function actionOfKey(key: string): FileAction | undefined {
  const named = PRESSED[key.length === 1 ? key.toLowerCase() : key];
  return named === undefined ? undefined : FILE_ACTIONS.find((action) => action.key === named);
}

/** Entries of the context menu, groups apart. */
export function fileMenu(rows: readonly EvidenceRow[], title: string): MenuEntry[] {
  const ids = rows.map((row) => row.id);
  const entries: MenuEntry[] = [{ type: 'note', label: title }];
  let group = -1;
  for (const action of FILE_ACTIONS) {
    if (action.group !== group) entries.push({ type: 'line' });
    group = action.group;
    const { label, key, danger } = action;
    const extra = {
      ...(key === undefined ? {} : { key }),
      ...(danger === undefined ? {} : { danger }),
    };
    const disabled = !action.enabled(rows);
    entries.push({ type: 'act', label, ...extra, disabled, run: () => void action.run(ids) });
  }
  return entries;
}
