import type { ReactNode } from 'react';

interface ProblemProps {
  readonly text: string;
  readonly onRetry?: () => void;
}

/** What went wrong, where it happened. */
export function Problem({ text, onRetry }: ProblemProps): ReactNode {
  return (
    <div className="problem" role="alert">
      <span>{text}</span>
      {onRetry !== undefined && (
        <button type="button" className="link" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
