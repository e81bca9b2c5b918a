/** What is wrong with a piece that is no record, as a flaw. */
import type { Flaw, FlawKind } from '@shared/model/flaw';
import { mibOfBytes } from '@shared/model/line-limit';
import type { Piece, Place } from './pieces';

export const lostRecord = (kind: FlawKind, place: Place, reason: string): Flaw => ({
  kind,
  offsetBytes: place.offsetBytes,
  lineNumber: place.lineNumber,
  reason,
  recordLost: true,
});

/** @param limitBytes what a record may take at most */
export function flawOf(piece: Exclude<Piece, { type: 'text' }>, limitBytes: number): Flaw {
  switch (piece.type) {
    case 'too long':
      return lostRecord('line-too-long', piece, tooLong(limitBytes));
    case 'bad encoding':
      return lostRecord('text-encoding', piece, 'the text is not valid in its encoding');
    case 'broken':
      return lostRecord('line-not-json', piece, brokenReason(piece));
    case 'unclosed array': {
      const reason = 'the array has no end: the file may be cut short';
      return { ...lostRecord('array-cut-short', piece, reason), recordLost: false };
    }
  }
}

const tooLong = (limitBytes: number): string =>
  `the record is longer than ${mibOfBytes(limitBytes)} MiB, the limit that is set`;

function brokenReason({ reason, brokenAt, resumedAt }: Piece & { type: 'broken' }): string {
  const resumed =
    resumedAt === null
      ? 'nothing after it could be read'
      : `reading went on at byte ${resumedAt} of the text`;
  return `the element breaks at byte ${brokenAt} (${reason}); ${resumed}`;
}
