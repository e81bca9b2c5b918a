/** Which files of a case its correlations do not hold all events of, and what mends it. */
import type { EvidenceFile } from '@shared/model/evidence-file';

/** Files named; of more only the number is told. */
const MOST_NAMED = 5;

/**
 * @param unreadable files whose detections could not be read
 * @param rulesHash of the rules that correlations were run with: a hunt with others kept what those correlate
 * @returns null where nothing is left out
 */
export function leftOut(
  files: readonly EvidenceFile[],
  unreadable: readonly number[],
  rulesHash: string,
): string | null {
  const damaged = files.filter(({ id }) => unreadable.includes(id));
  const older = files.filter(({ id, published }) => {
    if (published === null || published.detectionsRun === null) return false;
    const { rules } = published.huntedWith;
    return rules !== null && rules !== rulesHash && !unreadable.includes(id);
  });
  const told = [
    ...(damaged.length > 0 ? [`The detections of ${named(damaged)} cannot be read.`] : []),
    ...(older.length > 0 ? [`${named(older)} ${were(older)} hunted with other rules.`] : []),
  ];
  return told.length === 0 ? null : `${told.join(' ')} Run SIGMA again there.`;
}

/** Other laptops of a case in a cluster have rules of their own. @param known hashes of the rules that are here */
export function otherRulesText(
  files: readonly EvidenceFile[],
  known: ReadonlySet<string>,
): string | null {
  const others = files.filter(({ published }) => {
    const rules = published?.huntedWith.rules ?? null;
    return rules !== null && !known.has(rules);
  });
  if (others.length === 0) return null;
  return `${named(others)} ${were(others)} hunted with rules that are not on this laptop. Each laptop finds correlations with its own rules: what only those rules correlate is told where they are.`;
}

/** Rules that only feed correlations tell nothing of such events themselves. */
export const timelessText = (events: number): string | null =>
  events === 0
    ? null
    : events === 1
      ? '1 event without a time that feeds correlations takes no part in any.'
      : `${events} events without a time that feed correlations take no part in any.`;

/** Of many, the first. */
export function named(files: readonly Pick<EvidenceFile, 'name'>[]): string {
  const names = files.slice(0, MOST_NAMED).map(({ name }) => name);
  return (
    names.join(', ') + (files.length > MOST_NAMED ? ` and ${files.length - MOST_NAMED} more` : '')
  );
}

const were = (files: readonly EvidenceFile[]): string => (files.length === 1 ? 'was' : 'were');
