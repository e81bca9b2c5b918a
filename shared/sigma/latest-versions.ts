/** Of documents with one id, or given twice, the last that loads counts: an import or one's own takes the place of an earlier one. */
import { referenceKey } from '@shared/model/rule-key';
import type { NotLoaded } from './rule-refusal';
import type { ParsedDocument } from './rule-source';

/** A document and what became of it: compiled, or why not. */
export interface Tried<Compiled> extends ParsedDocument {
  readonly outcome: Compiled | NotLoaded;
}

/** Those without an id and of one title are the same rule (distinct-titles.ts). */
function keyOf({ document }: ParsedDocument): string | ParsedDocument['document'] {
  if (document.id !== '') return referenceKey(document.id);
  const isRule = document.kind === 'rule' || document.kind === 'correlation';
  return isRule ? `title ${document.title}` : document;
}

const isLoaded = ({ outcome }: Tried<object>): boolean => !('reason' in outcome);

/** How many documents that load are versions of one. */
export function loadedVersions(tried: readonly Tried<object>[]): (one: Tried<object>) => number {
  const counts = new Map<unknown, number>();
  for (const one of tried.filter(isLoaded))
    counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return (one) => counts.get(keyOf(one)) ?? 0;
}

/** Those that are replaced become skipped, each saying where the other version stands. */
export function withoutReplaced<Compiled extends object>(
  tried: readonly Tried<Compiled>[],
): readonly Tried<Compiled>[] {
  const latest = new Map(tried.filter(isLoaded).map((one) => [keyOf(one), one]));
  return tried.map((one): Tried<Compiled> => {
    const version = isLoaded(one) ? latest.get(keyOf(one)) : undefined;
    if (version === undefined || version === one) return one;
    const reason = `another version of it stands in ${version.source.path}`;
    return { ...one, outcome: { state: 'skipped', reason } };
  });
}
