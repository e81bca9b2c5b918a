/** Which templates the events of a file lack: ids of those it names values without, and of those it borrowed. */
import { templateIdOf } from '@shared/evtx/lent-templates';
import {
  attributeOf,
  contentOf,
  type ElementNode,
  isElement,
  nameOf,
  parseTree,
  type TreeNode,
} from '@shared/evtx/record-tree';
import { BORROWED_TARGET, UNRESOLVED } from '@shared/evtx/record-resolver';
import { RECOVERIES } from '@shared/model/event';
import type { StoredGeneration } from '@electron/store/event-store';

/** More ids than any log has: a hostile one may name four billion. */
const MOST_WANTED = 8_192;

/** Codes of the grades whose events may lack a template of their own file. */
const LACKING = new Set([RECOVERIES.indexOf('unresolved'), RECOVERIES.indexOf('borrowed')]);

export function wantedTemplates(stored: StoredGeneration): ReadonlySet<number> {
  const ids = new Set<number>();
  if (stored.head.documentKind !== 'tree') return ids;
  for (let segment = 0; segment < stored.head.segmentCount; segment++) {
    const { firstEvent, recovered } = stored.segment(segment);
    for (const [at, grade] of recovered.entries()) {
      if (!LACKING.has(grade)) continue;
      note(parseTree(stored.document(firstEvent + at)), ids);
      if (ids.size >= MOST_WANTED) return ids;
    }
  }
  return ids;
}

function note(element: ElementNode, ids: Set<number>): void {
  const id = idIn(element);
  if (id !== null && Number.isInteger(id)) ids.add(id);
  for (const child of element.slice(2) as readonly TreeNode[])
    if (isElement(child)) note(child, ids);
}

/** The id as reading wrote it down; null for any other element. */
function idIn(element: ElementNode): number | null {
  switch (nameOf(element)) {
    case UNRESOLVED:
      return Number(attributeOf(element, 'Id') ?? Number.NaN);
    case BORROWED_TARGET:
      return templateIdOf(String(contentOf(element) ?? ''));
    default:
      return null;
  }
}
