/** What a file is, told by its content; and the reader for it. */
import { openEvtx } from '@shared/evtx/evtx-reader';
import { looksLikeEvtx } from '@shared/evtx/file-header';
import type { EvidenceKind } from '@shared/model/evidence-file';
import type { ByteSource, EvidenceReader } from '@shared/model/evidence-reader';
import { jsonLayoutOf } from '@shared/ndjson/looks-like-json';
import { openNdjson } from '@shared/ndjson/ndjson-reader';

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
  return { kind: null, reason: 'not a log: neither EVTX nor JSON' };
}

export function openReaderFor(kind: EvidenceKind, source: ByteSource): EvidenceReader {
  switch (kind) {
    case 'evtx':
      return openEvtx(source);
    case 'ndjson':
      return openNdjson(source, 'lines');
    case 'json-array':
      return openNdjson(source, 'array');
  }
}
