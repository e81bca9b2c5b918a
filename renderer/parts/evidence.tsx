import { type ReactNode, useMemo, useState } from 'react';
import { cutText, escapeHidden, mergeSpans, piecesOf, type Span } from '../lib/hidden-characters';
import { formatCount } from '../lib/format';

/** UTF-16 units a grid cell draws at most, and a place that shows whole values. */
const MOST_IN_LINE = 300;
const MOST_IN_BLOCK = 4_000;
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
  const [whole, setWhole] = useState(false);
  const most = whole ? text.length : block ? MOST_IN_BLOCK : MOST_IN_LINE;
  const shown = cutText(text, most);
  const pieces = useMemo(
    () => piecesOf(shown, mergeSpans(marks, shown.length), block),
    [shown, marks, block],
  );
  const tip = block ? undefined : (title ?? escapeHidden(cutText(text, MOST_IN_TITLE)));
  return (
    <>
      <bdi className={`evidence ${block ? 'block' : 'line'} ${className}`} title={tip}>
        {pieces.map((piece, at) => {
          const drawn = piece.escaped ? <span className="escape">{piece.text}</span> : piece.text;
          return piece.marked ? <mark key={at}>{drawn}</mark> : <span key={at}>{drawn}</span>;
        })}
        {shown.length < text.length && !block && <span className="escape">…</span>}
      </bdi>
      {block && shown.length < text.length && (
        <button type="button" className="link" onClick={() => setWhole(true)}>
          Show all {formatCount(text.length)} characters
        </button>
      )}
    </>
  );
}
