/**
 * A file's life: the one table that the scheduler, the check in case.db, the labels and the diagram in
 * docs derive from (house.md, "A file's life"). It stands in shared because the window shows its labels.
 */

export const OPERATIONS = ['full', 'reindex', 'sigma_only', 'ioc_only'] as const;
export type Operation = (typeof OPERATIONS)[number];

export const PHASES = ['estimating', 'indexing', 'sigmaHunting', 'iocHunting'] as const;
export type Phase = (typeof PHASES)[number];

export type FileState = 'queued' | Phase | 'completed' | 'failed' | 'cancelled';
export type FileTransition =
  'start' | 'phaseDone' | 'phaseFailed' | 'workerLost' | 'cancel' | 'giveBack' | 'requeue';

/** `entry` stands for the operation's entry phase; `retry` for queued once more, failed the second time. */
type Target = FileState | 'entry' | 'retry';

interface StateRow {
  readonly label: string;
  readonly active: boolean;
  readonly moves: Partial<Record<FileTransition, Target>>;
}

const phase = (label: string, next: FileState): StateRow => ({
  label,
  active: true,
  moves: {
    phaseDone: next,
    phaseFailed: 'failed',
    workerLost: 'retry',
    cancel: 'cancelled',
    giveBack: 'queued',
  },
});
const ended = (label: string): StateRow => ({ label, active: false, moves: { requeue: 'queued' } });

export const FILE_STATES: Readonly<Record<FileState, StateRow>> = {
  queued: { label: 'Queued', active: false, moves: { start: 'entry', cancel: 'cancelled' } },
  estimating: phase('Estimating', 'indexing'),
  indexing: phase('Indexing', 'sigmaHunting'),
  sigmaHunting: phase('SIGMA Hunting', 'iocHunting'),
  iocHunting: phase('IOC Hunting', 'completed'),
  completed: ended('Completed'),
  failed: ended('Failed'),
  cancelled: ended('Cancelled'),
};

export const ENTRY_PHASE: Readonly<Record<Operation, Phase>> = {
  full: 'estimating',
  reindex: 'estimating',
  sigma_only: 'sigmaHunting',
  ioc_only: 'iocHunting',
};

export const OPERATION_LABELS: Readonly<Record<Operation, string>> = {
  full: 'Process',
  reindex: 'Re-index',
  sigma_only: 'Re-run SIGMA',
  ioc_only: 'Re-hunt IOCs',
};

/** A file whose worker was lost is tried again while it has begun fewer runs than this. */
export const MAX_ATTEMPTS = 2;

/** Phases of an operation, in order. */
export function phasesOf(operation: Operation): readonly Phase[] {
  return PHASES.slice(PHASES.indexOf(ENTRY_PHASE[operation]));
}

export function isActive(state: FileState): boolean {
  return FILE_STATES[state].active;
}

/**
 * The state that follows. `attempts` counts the runs begun, the current one included.
 * @throws RangeError on a transition the table does not have: a programmer's mistake.
 */
export function nextState(
  state: FileState,
  transition: FileTransition,
  run: { readonly operation: Operation; readonly attempts: number },
): FileState {
  const target = FILE_STATES[state].moves[transition];
  if (target === undefined) throw new RangeError(`no transition ${transition} from ${state}`);
  if (target === 'entry') return ENTRY_PHASE[run.operation];
  if (target === 'retry') return run.attempts < MAX_ATTEMPTS ? 'queued' : 'failed';
  return target;
}
