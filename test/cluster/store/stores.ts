/** The same evidence in a shard and in the cluster, written by the pipeline's own readers. */
import fs from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { type ClusterPlace, EMBEDDED } from '@shared/contract/cluster';
import { fileId, generation, runId } from '@shared/model/ids';
import type { EvidenceReader } from '@shared/model/evidence-reader';
import { openReaderFor, sniff } from '@electron/pipeline/evidence-kind';
import { openFile } from '@electron/pipeline/file-source';
import type { EventStore, RunPlace } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';
import { temporaryFolder } from '../../fixtures/temporary-folder';

/** A case of its own on the server of the run. */
export const newPlace = (name = 'test'): ClusterPlace => ({
  type: 'cluster',
  connection: { url: inject('clusterUrl'), trust: { type: 'system' }, auth: { type: 'none' } },
  secret: null,
  clusterCase: `${name}-${randomUUID().slice(0, 8)}`,
});

/** Of the first file of a case. */
export const PLACE: RunPlace = {
  ...{ file: fileId(1), generation: generation(1), pack: null, run: runId(1) },
  inCluster: { sha256: 'ab'.repeat(32), number: 1 },
};

/** @param read what is read of the file, into each store */
export function bothStores(place = newPlace()): readonly EventStore[] {
  const caseDir = path.join(temporaryFolder('case'), 'case');
  return [eventStoreOf(caseDir, EMBEDDED), eventStoreOf(caseDir, place)];
}

export function readInto(store: EventStore, file: string): ReturnType<typeof written> {
  const source = openFile(file);
  try {
    const { kind } = sniff(source);
    if (kind === null) throw new Error('no evidence');
    return written(store, openReaderFor(kind, source, { whole: true }));
  } finally {
    source.close();
  }
}

function written(store: EventStore, reader: EvidenceReader) {
  const writer = store.write(PLACE, reader.documentKind, 0);
  for (const parsed of reader.records())
    if (parsed.type === 'event') writer.add(parsed.event);
    else writer.addFlaw(parsed.flaw);
  return writer.finish();
}

export function evidence(name: string, bytes: Uint8Array | string): string {
  const file = path.join(temporaryFolder('evidence'), name);
  fs.writeFileSync(file, bytes);
  return file;
}
