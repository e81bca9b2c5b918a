/**
 * Indicators over an event as the definitions say it, for ASCII words only: no folding tables, no cache.
 * A hit is an indicator and an event; raw text counts where no field has the indicator.
 */
import type { EventFields } from '@shared/model/event';
import { type SoughtIndicator, RAW_TEXT } from '@shared/model/indicator';

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[A-Za-z0-9_]/.test(character);

/** The needle anywhere in the text with nothing of `before` right before it, nor of `behind` behind it. */
export function standsBetween(
  text: string,
  needle: string,
  before: RegExp,
  behind: RegExp,
): boolean {
  for (let at = 0; at + needle.length <= text.length; at++) {
    const end = at + needle.length;
    if (text.slice(at, end).toLowerCase() !== needle.toLowerCase()) continue;
    if (!before.test(text[at - 1] ?? '') && !behind.test(text.slice(end))) return true;
  }
  return false;
}

const NOTHING = /[^\s\S]/;

/** A word of its own: bounded where the needle itself ends in a word character. */
const standsAlone = (text: string, needle: string): boolean =>
  standsBetween(
    text,
    needle,
    isWord(needle[0]) ? /\w/ : NOTHING,
    isWord(needle.at(-1)) ? /^\w/ : NOTHING,
  );

function found(indicator: SoughtIndicator, text: string): boolean {
  if (indicator.mode === 'substring') {
    return text.toLowerCase().includes(indicator.value.toLowerCase());
  }
  return standsAlone(text, indicator.value);
}

/** Every key and scalar of a parsed JSON value as text; null has none. */
export function naiveTexts(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object') return [JSON.stringify(value)];
  if (Array.isArray(value)) return value.flatMap(naiveTexts);
  return Object.entries(value).flatMap(([key, inner]) => [key, ...naiveTexts(inner)]);
}

function fieldsWith(indicator: SoughtIndicator, { names, values }: EventFields): string[] {
  return names.filter((_, at) => {
    const value = values[at] ?? null;
    const texts = typeof value === 'string' ? [value] : (value ?? []);
    return texts.some((text) => text !== null && found(indicator, text));
  });
}

/** For each hit its indicator's id and the fields that have it; active indicators alone. */
export function naiveHunt(
  indicators: readonly SoughtIndicator[],
  event: EventFields,
  rawTexts: readonly string[],
): Map<number, readonly string[]> {
  const hits = new Map<number, readonly string[]>();
  for (const indicator of indicators.filter(({ active }) => active)) {
    const fields = fieldsWith(indicator, event);
    if (fields.length > 0) hits.set(indicator.id, fields);
    else if (rawTexts.some((text) => found(indicator, text))) hits.set(indicator.id, [RAW_TEXT]);
  }
  return hits;
}
