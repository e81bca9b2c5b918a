/**
 * Expected damage in evidence, as a value: counted, stored and shown, never thrown and never dropped.
 */

export const FLAW_KINDS = [
  'file-header',
  'file-cut-short',
  'chunk-header',
  'chunk-checksum',
  'record-damaged',
  'record-cut-short',
  'template-missing',
  'template-borrowed',
  'template-disputed',
  'value-damaged',
  'line-not-json',
  'line-too-long',
  'line-not-object',
  'text-encoding',
  'array-cut-short',
  'gzip-damaged',
  'other-source',
] as const;
export type FlawKind = (typeof FLAW_KINDS)[number];

export interface Flaw {
  readonly kind: FlawKind;
  /** Byte position in the file (decompressed, where it is gzip) where the damage was seen. */
  readonly offsetBytes: number;
  /** 1-based line of an NDJSON file; absent for EVTX. */
  readonly lineNumber?: number;
  /** What is wrong, in a sentence for the examiner, without evidence text. */
  readonly reason: string;
  /** True when a record (or line) could not be read at all: counted as failed. */
  readonly recordLost: boolean;
  /** How many records are lost, where more than one is known to be. */
  readonly lostRecords?: number;
}
