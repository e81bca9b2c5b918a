/**
 * The templates of a case that files of it lack: every event log is read once, in the order the files were
 * added, for definitions of the ids that are wanted. Each file that lacks some gets a snapshot of its own, so
 * what it is lent does not depend on which other files were asked for (decision 0021).
 */
import type { Lender, TemplateOrder, TemplatesFound } from '@shared/contract/templates';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { templateIdOf } from '@shared/evtx/lent-templates';
import { TemplateStore } from '@shared/evtx/template-store';
import { errorText } from '@shared/model/errors';
import { casePaths } from '@electron/store/case-paths';
import { readPublished } from './published-events';
import { openFile } from './file-source';
import { KnownTemplates } from './known-templates';
import { NODE_CODE } from './node-code';
import { writeTemplatePack } from './template-pack';
import { wantedTemplates } from './wanted-templates';

/** Events between two steps. */
const STEP_EVENTS = 16_384;

/** Steps now and then, so that who waits for it may end it; left early, it leaves nothing behind. */
export function* gatherTemplates(order: TemplateOrder): Generator<void, TemplatesFound, undefined> {
  const unread: string[] = [];
  const wanted = new Map<number, ReadonlySet<number>>();
  for (const borrower of order.borrowers) {
    yield;
    wanted.set(borrower.file, wantedOf(order, borrower, unread));
  }
  const known = new KnownTemplates(new Set([...wanted.values()].flatMap((ids) => [...ids])));
  const store = new TemplateStore();
  if (known.isAsked) for (const lender of order.lenders) yield* look(lender, store, known, unread);
  if (known.isCut) unread.push('The case has more definitions of these templates than are kept.');
  const borrowers = [...wanted].map(([file, ids]) => {
    const found = known.of(ids);
    const ofIds = new Set(found.map(({ guid }) => templateIdOf(guid)));
    const { hash } = found.length === 0 ? { hash: null } : writeTemplatePack(casePaths.packs(order.caseDir), found); // prettier-ignore
    return { file, wanted: ids.size, found: ofIds.size, lent: hash };
  });
  return { borrowers, unread };
}

function wantedOf(
  { caseDir, store }: TemplateOrder,
  borrower: TemplateOrder['borrowers'][number],
  unread: string[],
): ReadonlySet<number> {
  try {
    const stored = readPublished(caseDir, store, borrower);
    try {
      return wantedTemplates(stored);
    } finally {
      stored.close();
    }
  } catch (error) {
    unread.push(errorText(error));
    return new Set();
  }
}

/** A file that is gone or was changed lends nothing: it is no evidence of this case. */
function* look(
  lender: Lender,
  store: TemplateStore,
  known: KnownTemplates,
  unread: string[],
): Generator<void, void, undefined> {
  try {
    const source = openFile(lender.path);
    try {
      if (source.sizeBytes !== lender.sizeBytes || source.modifiedMs !== lender.modifiedMs)
        throw new Error('The file was changed since it was added.');
      const reader = openEvtx(source, { templates: store, native: NODE_CODE });
      let events = 0;
      for (const _ of reader.records()) if (++events % STEP_EVENTS === 0) yield;
      yield;
      known.note(lender.name, reader.definitions());
    } finally {
      source.close();
    }
  } catch (error) {
    unread.push(`${lender.name}: ${errorText(error)}`);
  }
}

/** The same with other work let in between; null once it is no longer wanted. */
export async function gatherInSteps(
  order: TemplateOrder,
  isWanted: () => boolean,
): Promise<TemplatesFound | null> {
  const gathering = gatherTemplates(order);
  for (;;) {
    const step = gathering.next();
    if (step.done === true) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
    if (!isWanted()) return null;
  }
}
