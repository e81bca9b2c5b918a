/** Rule files and the documents in them. */
import { type DocumentOutcome, parseDocuments } from './rule-document';

/** A rule file: where it lay in its folder or archive, its text, and the text's SHA-256. */
export interface RuleSource {
  readonly path: string;
  readonly text: string;
  readonly hash: string;
  /** Why its text could not be read; the text is empty then. */
  readonly unread?: string | undefined;
  /** Of imported ones: a newer version of an import has the number of the one it replaced (distinct-titles.ts). */
  readonly since?: number | undefined;
}

/** A document of a file, whether it can be read or not. */
export interface ParsedDocument {
  readonly document: DocumentOutcome;
  readonly source: RuleSource;
  /** Its place among the documents of its file, from 0. */
  readonly at: number;
}

/** In the order of the files, and within each as they stand there. */
export const parseSources = (sources: readonly RuleSource[]): ParsedDocument[] =>
  sources.flatMap((source) =>
    documentsOf(source).map((document, at) => ({ source, at, document })),
  );

const documentsOf = ({ text, unread }: RuleSource): DocumentOutcome[] =>
  unread === undefined
    ? parseDocuments(text)
    : [{ kind: 'invalid', id: '', title: '', reason: unread }];
