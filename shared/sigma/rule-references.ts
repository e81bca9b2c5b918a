/** What correlations and filters refer to, and what rules may be called by them. */
import { referenceKey } from '@shared/model/rule-key';
import type { DocumentOutcome } from './rule-document';

/** Id and name of a rule as references are compared, those it has. */
export const knownAs = (id: string, name: string | null): string[] =>
  [id, name ?? ''].filter((one) => one !== '').map(referenceKey);

export const namesOf = (document: DocumentOutcome): string[] =>
  knownAs(document.id, 'name' in document ? document.name : null);

/** Ids and names that documents refer to and none of them has, each once. */
export function foreignReferences(documents: readonly DocumentOutcome[]): string[] {
  const own = new Set(documents.flatMap(namesOf));
  return [...new Set(documents.flatMap(referencesOf))].filter((name) => !own.has(name));
}

/** Ids and names a document refers to, in its order. */
export function referencesOf(document: DocumentOutcome): readonly string[] {
  if (document.kind === 'correlation') return document.body.rules;
  return document.kind === 'filter' ? (document.rules ?? []) : [];
}
