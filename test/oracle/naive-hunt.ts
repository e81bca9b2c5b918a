/** Indicators over an event as the definitions say it, for ASCII words only: no folding tables, no cache. */
import type { EventFields } from '@shared/model/event';
import type { Indicator } from '@shared/model/indicator';

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[A-Za-z0-9_]/.test(character);

function standsAlone(text: string, needle: string): boolean {
  const folded = text.toLowerCase();
  const sought = needle.toLowerCase();
  for (let at = 0; at + sought.length <= folded.length; at++) {
    const end = at + sought.length;
    if (folded.slice(at, end) !== sought) continue;
    if (isWord(sought[0]) && isWord(folded[at - 1])) continue;
    if (isWord(sought.at(-1)) && isWord(folded[end])) continue;
    return true;
  }
  return false;
}

function found(indicator: Indicator, text: string): boolean {
  if (indicator.mode === 'substring') {
    return text.toLowerCase().includes(indicator.value.toLowerCase());
  }
  return standsAlone(text, indicator.value);
}

/** `indicator id, field` of every hit, sorted. */
export function naiveHunt(indicators: readonly Indicator[], event: EventFields): string[] {
  const hits = indicators
    .filter((indicator) => indicator.active)
    .flatMap((indicator) =>
      event.names
        .filter((_, at) => {
          const value = event.values[at] ?? null;
          const texts = typeof value === 'string' ? [value] : (value ?? []);
          return texts.some((text) => text !== null && found(indicator, text));
        })
        .map((name) => `${indicator.id} ${name}`),
    );
  return hits.toSorted();
}
