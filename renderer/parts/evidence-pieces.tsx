import { type ReactNode, useMemo } from 'react';
import { mergeSpans, piecesOf, type Span } from '../lib/hidden-characters';

interface PiecesProps {
  readonly text: string;
  readonly marks: readonly Span[];
  readonly keepLines: boolean;
}

/** A bounded text with its hidden characters escaped and its marks drawn. */
export function EvidencePieces({ text, marks, keepLines }: PiecesProps): ReactNode {
  const pieces = useMemo(
    () => piecesOf(text, mergeSpans(marks, text.length), keepLines),
    [text, marks, keepLines],
  );
  return pieces.map((piece, at) => {
    const drawn = piece.escaped ? <span className="escape">{piece.text}</span> : piece.text;
    if (!piece.marked) return <span key={at}>{drawn}</span>;
    return (
      <mark key={at} className={piece.sought ? 'sought' : undefined}>
        {drawn}
      </mark>
    );
  });
}
