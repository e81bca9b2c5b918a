/** The table of a file's life, read from the house plan and written out whole: every pair is a test. */
import {
  ENTRY_PHASE,
  FILE_STATES,
  type FileState,
  type FileTransition,
  isActive,
  nextState,
  type Operation,
  OPERATIONS,
  phasesOf,
} from '@shared/model/file-states';
import { describe, expect, it } from 'vitest';

const TRANSITIONS: readonly FileTransition[] = [
  'start',
  'phaseDone',
  'phaseFailed',
  'workerLost',
  'cancel',
  'giveBack',
  'requeue',
];

const PHASE_MOVES = {
  phaseFailed: 'failed',
  workerLost: 'queued',
  cancel: 'cancelled',
  /** A quit: not in the plan's table, because there no run is left by the program's own will. */
  giveBack: 'queued',
} as const;

/** What follows in a full run, in its first attempt. What is not listed is illegal. */
const TABLE: Readonly<Record<FileState, Partial<Record<FileTransition, FileState>>>> = {
  queued: { start: 'estimating', cancel: 'cancelled' },
  estimating: { phaseDone: 'indexing', ...PHASE_MOVES },
  indexing: { phaseDone: 'sigmaHunting', ...PHASE_MOVES },
  sigmaHunting: { phaseDone: 'iocHunting', ...PHASE_MOVES },
  iocHunting: { phaseDone: 'completed', ...PHASE_MOVES },
  completed: { requeue: 'queued' },
  failed: { requeue: 'queued' },
  cancelled: { requeue: 'queued' },
};

const STATES = Object.keys(TABLE) as FileState[];
const PAIRS = STATES.flatMap((state) =>
  TRANSITIONS.map((transition) => [state, transition, TABLE[state][transition]] as const),
);
const RUN = { operation: 'full', attempts: 1 } as const;

it('knows exactly the states of the plan', () => {
  expect(Object.keys(FILE_STATES).toSorted()).toEqual(STATES.toSorted());
});

it.each(PAIRS)('%s on %s', (state, transition, expected) => {
  const move = (): FileState => nextState(state, transition, RUN);
  if (expected === undefined) expect(move).toThrow(RangeError);
  else expect(move()).toBe(expected);
});

describe('what depends on the run', () => {
  const entries: readonly (readonly [Operation, FileState])[] = [
    ['full', 'estimating'],
    ['reindex', 'estimating'],
    ['sigma_only', 'sigmaHunting'],
    ['ioc_only', 'iocHunting'],
  ];

  it.each(entries)('%s starts in %s', (operation, phase) => {
    expect(nextState('queued', 'start', { operation, attempts: 1 })).toBe(phase);
    expect(ENTRY_PHASE[operation]).toBe(phase);
  });

  it('fails when the worker is lost a second time', () => {
    expect(nextState('indexing', 'workerLost', { operation: 'full', attempts: 2 })).toBe('failed');
  });

  it('runs the phases from the entry to the end', () => {
    expect(OPERATIONS.map((operation) => phasesOf(operation).length)).toEqual([4, 4, 2, 1]);
    expect(phasesOf('sigma_only')).toEqual(['sigmaHunting', 'iocHunting']);
  });

  it('is active in its phases only', () => {
    expect(STATES.filter(isActive)).toEqual([
      'estimating',
      'indexing',
      'sigmaHunting',
      'iocHunting',
    ]);
  });

  it('has the labels the window shows', () => {
    expect(STATES.map((state) => FILE_STATES[state].label)).toEqual([
      'Queued',
      'Estimating',
      'Indexing',
      'SIGMA Hunting',
      'IOC Hunting',
      'Completed',
      'Failed',
      'Cancelled',
    ]);
  });
});
