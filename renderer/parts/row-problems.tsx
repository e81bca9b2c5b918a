import type { ReactNode } from 'react';
import { problemOf } from '../lib/ask';
import { Problem } from './problem';

interface RowProblemsProps {
  /** Why no rows came; null when they did. */
  readonly error: unknown;
  /** What could not be read, while the other rows could. */
  readonly problems: readonly string[];
  readonly onRetry: () => void;
}

/** What went wrong with the rows of a view, above them. */
export function RowProblems({ error, problems, onRetry }: RowProblemsProps): ReactNode {
  return (
    <>
      {error !== null && <Problem text={problemOf(error).message} onRetry={onRetry} />}
      {problems.map((text) => (
        <Problem key={text} text={text} />
      ))}
    </>
  );
}
