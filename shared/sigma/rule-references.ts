/** What correlations and filters refer to outside of the text they stand in. */
import type { DocumentOutcome } from './rule-document';

/** Ids and names that documents refer to and none of them has, each once. */
export function foreignReferences(documents: readonly DocumentOutcome[]): string[] {
  const own = new Set(documents.flatMap(knownAs));
  return [...new Set(documents.flatMap(referencesOf))].filter((name) => !own.has(name));
}

/** Id and name, those it has. */
const knownAs = (document: DocumentOutcome): string[] => {
  const name = 'name' in document ? document.name : null;
  return [document.id, name ?? ''].filter((one) => one !== '');
};

/** Ids and names a document refers to, in its order. */
export function referencesOf(document: DocumentOutcome): readonly string[] {
  if (document.kind === 'correlation') return document.body.rules;
  return document.kind === 'filter' ? (document.rules ?? []) : [];
}
