/** What `process --templates` says it did. */
import type { BorrowAnswer } from '@shared/contract/templates';
import type { QueueAnswer } from '@shared/contract/evidence-views';

const files = (count: number): string =>
  count === 0 ? 'no file' : count === 1 ? '1 file' : `${count} files`;
const filesAre = (count: number): string => `${files(count)} ${count > 1 ? 'are' : 'is'}`;

export const ownTemplatesText = ({ done }: QueueAnswer): string =>
  `${filesAre(done)} read with ${done > 1 ? 'their' : 'its'} own templates`;

export function borrowedTemplatesText({ done, nothingNew }: BorrowAnswer): string {
  const nothing = nothingNew > 0 ? `; it has nothing more for ${files(nothingNew)}` : '';
  return `${filesAre(done)} read with templates of the case${nothing}`;
}
