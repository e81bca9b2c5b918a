/** The list that is being imported: where it came from, and what was read of it. */
import { useState } from 'react';
import type { ReadingText } from '@shared/contract/indicators';
import type { RequestInput } from '@shared/contract/requests';
import type { IndicatorReading } from '@shared/model/indicator-reading';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';

export type ReadingChoice = RequestInput<'indicators.read'>['choice'];

export const BY_LOOKS: ReadingChoice = { format: null, roles: null };

export interface ReadList {
  /** Null where it was pasted. */
  readonly fileName: string | null;
  readonly reading: IndicatorReading;
  /** Another for each reading: rows of one are no rows of another. */
  readonly number: number;
}

const readingIn = (text: ReadingText): IndicatorReading => JSON.parse(text) as IndicatorReading;

interface Reading {
  readonly list: ReadList | null;
  readonly isReading: boolean;
  readonly readText: (text: string) => Promise<void>;
  readonly readFile: () => Promise<void>;
  /** The same list again, as another kind. */
  readonly readAs: (choice: ReadingChoice) => Promise<void>;
  readonly goBack: () => void;
}

export function useReading(): Reading {
  const [list, setList] = useState<ReadList | null>(null);
  const [text, setText] = useState('');
  const [isReading, setReading] = useState(false);
  const read = async (
    from: () => Promise<Pick<ReadList, 'fileName' | 'reading'> | null>,
  ): Promise<void> => {
    setReading(true);
    const got = await attempt(from);
    setReading(false);
    if (got !== null) setList((before) => ({ ...got, number: (before?.number ?? 0) + 1 }));
  };
  const ofText = (given: string, choice: ReadingChoice): Promise<void> =>
    read(async () => ({
      fileName: null,
      reading: readingIn(await ask('indicators.read', { text: given, choice })),
    }));
  const ofFile = (again: boolean, choice: ReadingChoice): Promise<void> =>
    read(async () => {
      const got = await ask('indicators.readFile', { again, choice });
      return got === null ? null : { fileName: got.name, reading: readingIn(got.reading) };
    });
  return {
    ...{ list, isReading },
    readText: (given) => {
      setText(given);
      return ofText(given, BY_LOOKS);
    },
    readFile: () => ofFile(false, BY_LOOKS),
    readAs: (choice) => (list?.fileName == null ? ofText(text, choice) : ofFile(true, choice)),
    goBack: () => setList(null),
  };
}
