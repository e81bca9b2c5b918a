import type { ReactNode } from 'react';
import { cutText, escapeHidden, type Span } from '../lib/hidden-characters';
import { EvidenceBlock } from './evidence-block';
import { EvidencePieces } from './evidence-pieces';

/** UTF-16 units a grid cell draws at most. */
const MOST_IN_LINE = 300;
const MOST_IN_TITLE = 600;
const NO_MARKS: readonly Span[] = [];

interface EvidenceProps {
  /** Text from evidence: hostile until proven otherwise, and it never is. */
  readonly text: string;
  readonly marks?: readonly Span[];
  /** Several lines, with a way to open a long value whole. */
  readonly block?: boolean;
  readonly className?: string;
  /** Tooltip; the text itself when absent, none when empty. */
  readonly title?: string;
}

/** The one way in which the window draws a string of evidence. */
export function Evidence(props: EvidenceProps): ReactNode {
  const { text, marks = NO_MARKS, block = false, className = '', title } = props;
  if (block) return <EvidenceBlock text={text} marks={marks} className={className} />;
  const shown = cutText(text, MOST_IN_LINE);
  return (
    <bdi
      className={`evidence line ${className}`}
      title={title ?? escapeHidden(cutText(text, MOST_IN_TITLE))}
    >
      <EvidencePieces text={shown} marks={marks} keepLines={false} />
      {shown.length < text.length && <span className="escape">…</span>}
    </bdi>
  );
}
