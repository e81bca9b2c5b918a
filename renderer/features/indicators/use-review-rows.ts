/** The understood indicators of a list as rows to choose from, with what each would hit in the case. */
import { useEffect, useMemo, useState } from 'react';
import type { IndicatorReading, UnderstoodIndicator } from '@shared/model/indicator-reading';
import { ask, problemOf } from '../../lib/ask';
import { soughtText, type Weight } from './use-weight';
import { isCommon } from './weight';

export interface ReviewRow {
  readonly at: number;
  readonly understood: UnderstoodIndicator;
  readonly isChosen: boolean;
  readonly weight: Weight | null;
}

export const isWeakRow = ({ understood, weight }: ReviewRow): boolean =>
  understood.weaknesses.length > 0 || (weight !== null && isCommon(weight));

interface Weighed {
  readonly hits: readonly number[];
  readonly events: number;
}

interface ReviewRows {
  readonly rows: readonly ReviewRow[];
  readonly setChosen: (rows: readonly ReviewRow[], isChosen: boolean) => void;
  /** Why nothing was counted. */
  readonly problem: string | null;
}

export function useReviewRows({ understood }: IndicatorReading): ReviewRows {
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(
    () => new Set(understood.flatMap(({ isMeant }, at) => (isMeant ? [] : [at]))),
  );
  const [weighed, setWeighed] = useState<Weighed | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    const sought = soughtText(understood.map(({ draft }) => draft));
    ask('indicators.weigh', { sought }).then(
      (answer) => isWanted && setWeighed(answer),
      (thrown: unknown) => isWanted && setProblem(problemOf(thrown).message),
    );
    return () => {
      isWanted = false;
    };
  }, [understood]);
  const rows = useMemo(
    () => understood.map((one, at) => rowOf(one, at, !leftOut.has(at), weighed)),
    [understood, leftOut, weighed],
  );
  const setChosen: ReviewRows['setChosen'] = (changed, isChosen) =>
    setLeftOut((before) => {
      const after = new Set(before);
      for (const { at } of changed) {
        if (isChosen) after.delete(at);
        else after.add(at);
      }
      return after;
    });
  return { rows, setChosen, problem };
}

const rowOf = (
  understood: UnderstoodIndicator,
  at: number,
  isChosen: boolean,
  weighed: Weighed | null,
): ReviewRow => ({
  ...{ at, understood, isChosen },
  weight: weighed === null ? null : { hits: weighed.hits[at] ?? 0, events: weighed.events },
});
