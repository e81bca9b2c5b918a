/** What a hunt writes: its matches with the events they are of, replaceable without touching the events. */

/** What a run was made with, kept beside its results. */
export type Provenance = Readonly<Record<string, string | number>>;

/** Nothing of a sidecar can be seen before `finish`; one that is not finished must be abandoned. */
export interface SidecarWriter<Match, Counts> {
  /** `event`: number of the event in its generation. */
  add(event: number, match: Match): void;
  finish(provenance: Provenance): Counts;
  /** Leaves nothing behind. */
  abandon(): void;
}
