/** Which source an NDJSON file is read as: recognised, chosen by the examiner, or described by one. */

/** Field names of an unknown source, as an examiner maps them. Paths are dotted; the first that is there counts. */
export interface SourceMapping {
  readonly name: string;
  readonly time: readonly string[];
  readonly computer: readonly string[];
  readonly eventId: readonly string[];
  readonly channel: readonly string[];
  readonly provider: readonly string[];
  /** What SIGMA rules take its records for, as `logSourceText` writes it; null: Windows, as the channel says. */
  readonly logSource: string | null;
  /** Fields by another name, beside their own. */
  readonly renames: readonly { readonly from: string; readonly to: string }[];
}

export type SourceChoice =
  | { readonly type: 'auto' }
  /** One of the known sources, by its id. */
  | { readonly type: 'known'; readonly id: string }
  | { readonly type: 'mapping'; readonly mapping: SourceMapping };

export const AUTOMATIC: SourceChoice = { type: 'auto' };
