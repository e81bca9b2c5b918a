import { type ReactNode, useMemo, useState } from 'react';
import { formatCount } from '../lib/format';
import { cutText, type Span } from '../lib/hidden-characters';
import { PART_UNITS, partCount, partOf, spansOfPart } from '../lib/text-parts';
import { EvidencePieces } from './evidence-pieces';

/** UTF-16 units shown before the examiner asks for all of it. */
const MOST_AT_FIRST = 4_000;

interface EvidenceBlockProps {
  readonly text: string;
  readonly marks: readonly Span[];
  readonly className: string;
}

/**
 * Evidence over several lines. A long value opens on demand, one part of bounded length at a time: a
 * record may have tens of megabytes, which no window lays out at once.
 */
export function EvidenceBlock({ text, marks, className }: EvidenceBlockProps): ReactNode {
  const firstMark = marks[0]?.start ?? 0;
  const markedPart = Math.floor(firstMark / PART_UNITS);
  // What is marked is shown, however far in it stands.
  const [opened, setOpened] = useState(firstMark < MOST_AT_FIRST ? null : markedPart);
  const parts = partCount(text);
  const number = opened === null ? null : Math.min(opened, parts - 1);
  const part = useMemo(
    () =>
      number === null ? { text: cutText(text, MOST_AT_FIRST), start: 0 } : partOf(text, number),
    [text, number],
  );
  const shifted = useMemo(() => spansOfPart(marks, part), [marks, part]);
  return (
    <>
      {number !== null && parts > 1 && <PartBar number={number} count={parts} onGo={setOpened} />}
      <bdi className={`evidence block ${className}`}>
        <EvidencePieces text={part.text} marks={shifted} keepLines />
      </bdi>
      {number === null && part.text.length < text.length && (
        <button type="button" className="link" onClick={() => setOpened(markedPart)}>
          Show all {formatCount(text.length)} characters
        </button>
      )}
    </>
  );
}

interface PartBarProps {
  readonly number: number;
  readonly count: number;
  readonly onGo: (number: number) => void;
}

/** Which part of a very long value is shown, and the way to the others. */
function PartBar({ number, count, onGo }: PartBarProps): ReactNode {
  return (
    <div className="part-bar" role="group" aria-label="Parts of a long value">
      <button type="button" disabled={number === 0} onClick={() => onGo(number - 1)}>
        Previous
      </button>
      <label>
        Part{' '}
        <input
          type="number"
          aria-label="Part"
          min={1}
          max={count}
          value={number + 1}
          onChange={({ target }) => {
            const wanted = Number(target.value);
            if (Number.isInteger(wanted) && wanted >= 1 && wanted <= count) onGo(wanted - 1);
          }}
        />{' '}
        of {formatCount(count)}
      </label>
      <button type="button" disabled={number === count - 1} onClick={() => onGo(number + 1)}>
        Next
      </button>
    </div>
  );
}
