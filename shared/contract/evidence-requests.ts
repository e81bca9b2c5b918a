/** What the window asks of evidence files, of the queue and of how NDJSON files are read. */
import { z } from 'zod';
import { OPERATIONS } from '../model/file-states';
import type { SourceMapping } from '../model/source-choice';
import { ASKED_ID, ASKED_IDS, MOST_PAGE_ROWS, NOTHING_ASKED, RANGE } from './asked';
import { MOST_IDS } from './event-search';
import type { AddedEvidence, EvidenceRow, FlawsAnswer, QueueAnswer } from './evidence-views';
import { SOURCE_CHOICE, SOURCE_MAPPING, type SourcePreview } from './source-choice';
import type { BorrowAnswer } from './templates';

export const FLAW_ROWS = z
  .object({ file: ASKED_ID, ...RANGE })
  .strict()
  .refine(({ start, end }) => end - start <= MOST_PAGE_ROWS);

export const EVIDENCE_REQUESTS = {
  'evidence.list': NOTHING_ASKED,
  'evidence.addDialog': z.object({ what: z.enum(['files', 'folder']) }).strict(),
  'evidence.run': z
    .object({ ids: z.array(ASKED_ID).max(MOST_IDS), operation: z.enum(OPERATIONS) })
    .strict(),
  'evidence.cancel': ASKED_IDS,
  'evidence.cancelAll': NOTHING_ASKED,
  'evidence.retry': ASKED_IDS,
  'evidence.retryFailed': NOTHING_ASKED,
  'evidence.setPriority': z
    .object({ ids: z.array(ASKED_ID).max(MOST_IDS), priority: z.number().int().min(-1).max(1) })
    .strict(),
  'evidence.copyHash': ASKED_IDS,
  'evidence.reveal': z.object({ id: ASKED_ID }).strict(),
  'evidence.remove': ASKED_IDS,
  'evidence.flaws': FLAW_ROWS,
  /** Reads event logs again with templates of the case, and with their own only. */
  'evidence.borrowTemplates': ASKED_IDS,
  'evidence.ownTemplates': ASKED_IDS,

  'queue.pause': NOTHING_ASKED,
  'queue.resume': NOTHING_ASKED,

  /** The first records of an NDJSON file as a choice would read them. */
  'mapping.preview': z.object({ file: ASKED_ID, choice: SOURCE_CHOICE }).strict(),
  /** Keeps the choice with the files and reads them again. */
  'mapping.choose': z
    .object({ ids: z.array(ASKED_ID).max(MOST_IDS), choice: SOURCE_CHOICE })
    .strict(),
  /** Mappings for all cases. */
  'mapping.saved': NOTHING_ASKED,
  'mapping.save': SOURCE_MAPPING,
  'mapping.forget': z.object({ name: z.string().max(120) }).strict(),
} as const;

export interface EvidenceAnswers {
  'evidence.list': readonly EvidenceRow[];
  'evidence.addDialog': AddedEvidence | null;
  'evidence.run': QueueAnswer;
  'evidence.cancel': QueueAnswer;
  'evidence.cancelAll': QueueAnswer;
  'evidence.retry': QueueAnswer;
  'evidence.retryFailed': QueueAnswer;
  'evidence.setPriority': null;
  'evidence.copyHash': null;
  'evidence.reveal': null;
  'evidence.remove': QueueAnswer;
  'evidence.flaws': FlawsAnswer;
  'evidence.borrowTemplates': BorrowAnswer;
  'evidence.ownTemplates': QueueAnswer;
  'queue.pause': null;
  'queue.resume': null;
  'mapping.preview': SourcePreview;
  'mapping.choose': QueueAnswer;
  'mapping.saved': readonly SourceMapping[];
  'mapping.save': readonly SourceMapping[];
  'mapping.forget': readonly SourceMapping[];
}
