import type { ReactNode } from 'react';

interface ViewHeadProps {
  readonly title: string;
  /** One line that sums the view up. */
  readonly summary: ReactNode;
  /** At most three buttons, the main one last. */
  readonly children?: ReactNode;
}

export function ViewHead({ title, summary, children }: ViewHeadProps): ReactNode {
  return (
    <header className="view-head">
      <h1>{title}</h1>
      <p>{summary}</p>
      <div className="view-actions">{children}</div>
    </header>
  );
}
