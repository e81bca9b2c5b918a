/** The names and values of a stored original record, one by one (domain.md, Indicators: the raw text). */
import { parseTree } from '@shared/evtx/record-tree';
import { treeTexts } from '@shared/evtx/tree-texts';
import type { DocumentKind } from '@shared/model/event';
import { jsonTexts } from '@shared/ndjson/json-texts';

export function documentTexts(kind: DocumentKind, document: string): Iterable<string> {
  return kind === 'tree' ? treeTexts(parseTree(document)) : jsonTexts(document);
}
