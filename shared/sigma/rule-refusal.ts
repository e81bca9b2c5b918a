/** Why a document of rules is not run: it is broken, it cannot be run here, or it is kept for reference only. */
import { isForReference } from '@shared/model/rule-sets';
import { RuleError, RuleNotRun } from './rule-error';
import type { RuleSource } from './rule-source';

export interface NotLoaded {
  readonly state: 'loaded' | 'notRun' | 'invalid' | 'skipped';
  readonly reason: string;
}

/** Rules that are kept for reference only are not run (sigma.md 1.1, status). */
const SKIPPED_STATUS: ReadonlySet<string> = new Set(['deprecated', 'unsupported']);

export const isInSkippedFolder = ({ path }: RuleSource): boolean => isForReference(path);

/** Null for a document that is to be run. */
export function skippedFor(status: string, source: RuleSource): NotLoaded | null {
  if (!SKIPPED_STATUS.has(status) && !isInSkippedFolder(source)) return null;
  return { state: 'skipped', reason: `status ${status || 'unsupported'}` };
}

/** What the work gives, or why it refuses. */
export function orRefusal<Answer>(work: () => Answer): Answer | NotLoaded {
  try {
    return work();
  } catch (error) {
    if (error instanceof RuleError || error instanceof RuleNotRun) return refusal(error);
    throw error;
  }
}

export const refusal = (error: RuleError | RuleNotRun): NotLoaded => ({
  state: error instanceof RuleError ? 'invalid' : 'notRun',
  reason: error.message,
});
