/** What a file is, told by its content; and the reader for it. */
import { openEvtx } from '@shared/evtx/evtx-reader';
import { holdsChunks } from '@shared/evtx/chunk-search';
import { looksLikeEvtx } from '@shared/evtx/file-header';
import type { LentTemplates } from '@shared/evtx/lent-templates';
import type { EvidenceKind } from '@shared/model/evidence-file';
import type { ByteSource, EvidenceReader } from '@shared/model/evidence-reader';
import { AUTOMATIC, type SourceChoice } from '@shared/model/source-choice';
import { headOf } from '@shared/ndjson/byte-stream';
import { isGzip } from '@shared/ndjson/gzip-stream';
import { jsonLayoutOf } from '@shared/ndjson/looks-like-json';
import { LONGEST_PIECE_BYTES } from '@shared/ndjson/pieces';
import { type NdjsonLayout, openNdjson } from '@shared/ndjson/ndjson-reader';
import { TemplateStore } from '@shared/evtx/template-store';
import { NODE_CODE } from './node-code';

/** Enough for the header of any format known by its first bytes. */
const HEAD_BYTES = 4_096;

export type Sniffed =
  { readonly kind: EvidenceKind } | { readonly kind: null; readonly reason: string };

export function sniff(source: ByteSource): Sniffed {
  if (source.sizeBytes === 0) return { kind: null, reason: 'the file is empty (zero bytes)' };
  const head = headOf(source, HEAD_BYTES);
  const packed = isGzip(source);
  if (looksLikeEvtx(head)) {
    if (!packed) return { kind: 'evtx' };
    return { kind: null, reason: 'a compressed EVTX file; decompress it and add it again' };
  }
  if (isArchive(head)) {
    return { kind: null, reason: 'an archive; extract it and add what is in it' };
  }
  const layout = jsonLayoutOf(source);
  if (layout !== null) return { kind: layout === 'array' ? 'json-array' : 'ndjson' };
  if (packed) return { kind: null, reason: 'gzip of something that is neither EVTX nor JSON' };
  // An event log whose header is gone still has its chunks.
  if (holdsChunks(source)) return { kind: 'evtx' };
  return { kind: null, reason: 'not a log: neither EVTX nor JSON' };
}

/** ZIP or 7z, told by their first bytes. */
const isArchive = ([a, b, c, d]: Uint8Array): boolean =>
  (a === 0x50 && b === 0x4b && (c === 3 || c === 5)) ||
  (a === 0x37 && b === 0x7a && c === 0xbc && d === 0xaf);

/** Definitions met in one file serve the next one of the same process. */
const templates = new TemplateStore();

export interface ReadingWishes {
  /**
   * Records outside the live part of an event log are read too, and its checksums are checked. Without it a
   * reader gives what the log itself says it holds.
   */
  readonly whole: boolean;
  /** How an NDJSON file is read; EVTX has no choice. */
  readonly choice?: SourceChoice;
  /** Longest record of an NDJSON file. */
  readonly limitBytes?: number;
  /** Templates of other files of the case, for an event log. */
  readonly lent?: LentTemplates | null;
}

export function openReaderFor(
  kind: EvidenceKind,
  source: ByteSource,
  { whole, choice = AUTOMATIC, limitBytes = LONGEST_PIECE_BYTES, lent = null }: ReadingWishes,
): EvidenceReader {
  return kind === 'evtx'
    ? openEvtx(source, { templates, native: NODE_CODE, recover: whole, verify: whole, lent })
    : openNdjson(source, layoutOf(kind), choice, limitBytes);
}

export const layoutOf = (kind: Exclude<EvidenceKind, 'evtx'>): NdjsonLayout =>
  kind === 'json-array' ? 'array' : 'lines';
