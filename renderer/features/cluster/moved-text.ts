/** What a move of the case comes to, in words. */
import type { MoveOutcome, MoveProgress } from '@shared/contract/case-move';
import { formatCount, plural } from '../../lib/format';

/** 0 to 100; a case without events is there at once. */
export const movedPercent = ({ done, total }: MoveProgress): number =>
  total === 0 ? 100 : Math.floor((100 * done) / total);

export function movedText(outcome: MoveOutcome): string {
  switch (outcome.type) {
    case 'moved': {
      const told = `${plural(outcome.files, 'file')} with ${formatCount(outcome.events)} events moved, all verified.`;
      return outcome.left === null ? told : `${told} ${outcome.left}`;
    }
    case 'cancelled':
      return `The move was cancelled; the case is where it was. ${reached(outcome)} Moved again, it goes on from there.`;
    case 'failed':
      return `The case was not moved and is where it was. ${reached(outcome)} ${reason(outcome)}`;
  }
}

const reached = ({ verified, files }: { verified: number; files: number }): string =>
  `${formatCount(verified)} of ${plural(files, 'file')} ${verified === 1 ? 'is' : 'are'} copied and verified.`;

/** Of the first file that failed; the dialog lists the others. */
const reason = ({ failures }: Extract<MoveOutcome, { type: 'failed' }>): string =>
  failures
    .slice(0, 1)
    .map(({ file, reason: why }) => `${file}: ${why}`)
    .join('');
