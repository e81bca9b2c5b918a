/**
 * The seam between a hunting phase and what it hunts with: SIGMA rules and indicators each are a `Hunter`.
 * The phase (hunt-phase.ts) leads a hunter over every event of a generation and into a sidecar.
 */
import type { PhaseResult, RunOrder } from '@shared/contract/order';
import type { EventStore, RunPlace, StoredGeneration } from '@electron/store/event-store';
import type { Provenance, SidecarWriter } from '@electron/store/sidecar/sidecar-writer';
import { runPlaceOf } from './published-events';

/** Where what a run finds goes. */
export const foundPlace = ({ fileId: file, ...order }: RunOrder): RunPlace =>
  runPlaceOf({ file, ...order });

export type HuntPhase = 'sigmaHunting' | 'iocHunting';

export interface Hunter<Match, Counts> {
  readonly phase: HuntPhase;
  /** What it hunts with, kept in the sidecar. */
  readonly provenance: Provenance;
  /**
   * Tells every match of the generation, by event; what matches an event depends on it alone, never on
   * those before it. `step` is told often how many events are done, and throws to end the hunt.
   */
  hunt(
    generation: StoredGeneration,
    found: (event: number, match: Match) => void,
    step: (done: number) => void,
  ): void;
  /** Begins the sidecar of the run. */
  sidecar(store: EventStore): SidecarWriter<Match, Counts>;
  /** What the main process is told of the finished sidecar. */
  result(counts: Counts): PhaseResult;
}
