/** Tests for values in any of their spellings, and what tells the texts they are worth testing on. */
import type { FoldingName } from './folding';
import type { IndicatorTest, Sought } from './indicator-test';
import { type Edges, edgesFor, findNeedle } from './needle';
import {
  joinedPatternStretch,
  joinedStretch,
  patternStretches,
  stretchesIn,
  stretchOf,
} from './sought-stretch';
import type { Spelling } from './spellings';
import { globSpan } from './wildcard';

/** Anywhere between its edges. */
export function needleTest(spellings: readonly Spelling[], edges?: Edges): IndicatorTest {
  const needles = spellings.map(({ view, text }) => ({ view, text, edges: edgesFor(text, edges) }));
  return (value) => {
    for (const { view, text, edges: own } of needles) {
      const span = findNeedle(value.under(view), text, own);
      if (span !== null) return span;
    }
    return null;
  };
}

/** Over the whole of a text. */
export const wildcardTest =
  (spellings: readonly Spelling[]): IndicatorTest =>
  (value) => {
    for (const { view, text } of spellings) {
      const span = globSpan(text, value.under(view));
      if (span !== null) return span;
    }
    return null;
  };

interface Stretches {
  readonly together: readonly string[];
  readonly joined: string;
}

/**
 * By a stretch of each spelling. Whatever its view, a stretch stands in the text as it is written, or in what the
 * folding makes of it. Where one spelling has nothing that is sure, every text is worth testing.
 */
export function soughtBy(
  spellings: readonly Spelling[],
  folding: FoldingName,
  isWildcard: boolean,
): Sought {
  const told = spellings.map(({ text }): Stretches =>
    isWildcard
      ? { together: patternStretches(text, folding), joined: joinedPatternStretch(text) }
      : { together: stretchesIn(text, folding), joined: joinedStretch(text) },
  );
  const different = new Map(told.map((one) => [JSON.stringify(one), one]));
  const all = [...different.values()];
  const stretches = all.map(({ together }) => stretchOf(together)).filter((one) => one !== null);
  if (stretches.length < all.length) return { by: 'nothing' };
  const [together, joined] = [all.map((one) => one.together), all.map((one) => one.joined)];
  return { by: 'stretch', stretches, together, joined, folding };
}
