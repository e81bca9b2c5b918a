/** What a file is, told by its content; and the reader for it. */
import { openEvtx } from '@shared/evtx/evtx-reader';
import { holdsChunks } from '@shared/evtx/chunk-search';
import { looksLikeEvtx } from '@shared/evtx/file-header';
import type { EvidenceKind } from '@shared/model/evidence-file';
import type { ByteSource, EvidenceReader } from '@shared/model/evidence-reader';
import { jsonLayoutOf } from '@shared/ndjson/looks-like-json';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { TemplateStore } from '@shared/evtx/template-store';
import { NODE_CODE } from './node-code';

/** Enough for a JSON file's first brackets behind blanks. */
const HEAD_BYTES = 4_096;

export type Sniffed =
  { readonly kind: EvidenceKind } | { readonly kind: null; readonly reason: string };

export function sniff(source: ByteSource): Sniffed {
  if (source.sizeBytes === 0) return { kind: null, reason: 'the file is empty (zero bytes)' };
  const buffer = new Uint8Array(HEAD_BYTES);
  const head = buffer.subarray(0, source.read(buffer, 0));
  if (looksLikeEvtx(head)) return { kind: 'evtx' };
  const layout = jsonLayoutOf(head);
  if (layout !== null) return { kind: layout === 'array' ? 'json-array' : 'ndjson' };
  if (isArchive(head))
    return { kind: null, reason: 'an archive; extract it and add what is in it' };
  // An event log whose header is gone still has its chunks.
  if (holdsChunks(source)) return { kind: 'evtx' };
  return { kind: null, reason: 'not a log: neither EVTX nor JSON' };
}

/** ZIP, gzip or 7z, told by their first bytes. */
const isArchive = ([a, b, c, d]: Uint8Array): boolean =>
  (a === 0x50 && b === 0x4b && (c === 3 || c === 5)) ||
  (a === 0x1f && b === 0x8b) ||
  (a === 0x37 && b === 0x7a && c === 0xbc && d === 0xaf);

/** Definitions met in one file serve the next one of the same process. */
const templates = new TemplateStore();

/**
 * `whole`: records outside the live part of a log are read too, and its checksums are checked. Without it a
 * reader gives what the log itself says it holds.
 */
export function openReaderFor(
  kind: EvidenceKind,
  source: ByteSource,
  { whole }: { readonly whole: boolean },
): EvidenceReader {
  switch (kind) {
    case 'evtx':
      return openEvtx(source, { templates, native: NODE_CODE, recover: whole, verify: whole });
    case 'ndjson':
      return openNdjson(source, 'lines');
    case 'json-array':
      return openNdjson(source, 'array');
  }
}
