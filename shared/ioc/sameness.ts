/** Which indicators are one and the same, and what is known of one that several lists name. */
import { foldCase } from '@shared/model/fold-case';
import { type IndicatorDraft, type IndicatorFacts, TLPS } from '@shared/model/indicator';
import { parseNetwork } from '@shared/model/ip-address';
import { LEVELS } from '@shared/model/level';

/** Equal for two drafts exactly where they hit the same because they say the same. */
export function samenessKey({
  type,
  value,
  mode,
}: Pick<IndicatorDraft, 'type' | 'value' | 'mode'>) {
  return JSON.stringify([type, mode, normalValue(type, mode, value.trim())]);
}

function normalValue(
  type: IndicatorDraft['type'],
  mode: IndicatorDraft['mode'],
  value: string,
): string {
  // `\D` and `\d` are not the same.
  if (mode === 'regex' || type === 'regex') return value;
  const network = type === 'ip' && mode === 'literal' ? parseNetwork(value) : null;
  if (network !== null) return JSON.stringify(network);
  return foldCase(value);
}

/** What two lists know of one indicator: the stricter, the surer, the more severe, both notes. */
export function mergedFacts(known: IndicatorFacts, more: IndicatorFacts): IndicatorFacts {
  return {
    note: joined(known.note, more.note),
    source: joined(known.source, more.source),
    confidence: greater(known.confidence, more.confidence, (one) => one),
    tlp: greater(known.tlp, more.tlp, (one) => TLPS.indexOf(one)),
    validUntil: later(known.validUntil, more.validUntil),
    severity: greater(known.severity, more.severity, (one) => LEVELS.indexOf(one)),
  };
}

/**
 * One that is kept, or named by a list already, and what a list says of it. Lists switch nothing off or on that was kept
 * before them: what is off was switched off by somebody who looked at it, or taken back by its author.
 *
 * @param before as it was kept before the list; undefined where only the list has it
 */
export const mergedDraft = (
  known: IndicatorDraft,
  more: IndicatorDraft,
  before: Pick<IndicatorDraft, 'active'> | undefined,
): IndicatorFacts & Pick<IndicatorDraft, 'active'> => ({
  ...mergedFacts(known, more),
  active: before?.active ?? (known.active || more.active),
});

/** Far below the limit of a text: a list that names a value a thousand times says the same a thousand times. */
const MOST_JOINED = 4_000;

function joined(known: string, more: string): string {
  if (more === '' || known.includes(more)) return known;
  if (known === '') return more;
  return known.length + more.length > MOST_JOINED ? known : `${known} · ${more}`;
}

function greater<Fact>(
  one: Fact | null,
  other: Fact | null,
  rank: (fact: Fact) => number,
): Fact | null {
  if (one === null || other === null) return one ?? other;
  return rank(one) >= rank(other) ? one : other;
}

/** Texts of `formatFileTime` sort as text; one without an end is valid for ever only where no list ends it. */
const later = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? (one ?? other) : one > other ? one : other;
