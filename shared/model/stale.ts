/** Which results were hunted with other rules or indicators than a hunt that starts now would use, or not at all. */
import type { EvidenceFile } from './evidence-file';

/** Hashes of what a hunt that starts now uses. */
export interface HuntPacks {
  readonly rules: string;
  /** Null while the pack of the indicators of now is being made. */
  readonly indicators: string | null;
}

export interface Stale {
  readonly rules: boolean;
  readonly indicators: boolean;
  /** Its hits were of an earlier version's form and have been taken back (migration 4). */
  readonly hitsTakenBack: boolean;
}

/** What a result was made with is stored with it; where that is not known, nothing is said. */
export function staleOf(
  { published, lastRun }: Pick<EvidenceFile, 'published' | 'lastRun'>,
  packs: HuntPacks,
): Stale {
  const { rules = null, indicators = null } = published?.huntedWith ?? {};
  return {
    rules: rules !== null && rules !== packs.rules,
    indicators: indicators !== null && packs.indicators !== null && indicators !== packs.indicators,
    // No run completes without publishing hits.
    hitsTakenBack: lastRun?.state === 'completed' && published?.hitsRun === null,
  };
}
