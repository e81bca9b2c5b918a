import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EMBEDDED } from '@shared/contract/cluster';
import type { FileStatus, RunOrder } from '@shared/contract/order';
import { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import { fileId, generation, indicatorId, runId } from '@shared/model/ids';
import { RAW_TEXT } from '@shared/model/indicator';
import { compileRules } from '@shared/sigma/rule-set';
import { openReaderFor } from '@electron/pipeline/evidence-kind';
import { openFile } from '@electron/pipeline/file-source';
import { hunt } from '@electron/pipeline/hunt-phase';
import { IndicatorHunter } from '@electron/pipeline/indicator-hunter';
import { RunCancelled, type RunEnvironment } from '@electron/pipeline/run-environment';
import { SigmaHunter } from '@electron/pipeline/sigma-hunter';
import { detectionsPath, hitsPath } from '@electron/store/case-paths';
import type { EventStore, StoredGeneration } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';
import { readDetections } from '@electron/store/sidecar/detections';
import { readHits } from '@electron/store/sidecar/hits';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const EVENTS = 200;
const RULES = compileRules([
  {
    path: 'tool.yml',
    hash: 'h',
    text: `title: tool
id: 11111111-1111-4111-8111-111111111111
level: high
logsource: { product: windows, category: process_creation }
detection:
  selection: { Image|endswith: '\\tool-7.exe' }
  condition: selection`,
  },
]);
const INDICATORS = new IndicatorMatcher([
  {
    ...{ id: indicatorId(1), type: 'text', value: 'tool-9.exe', mode: 'substring' },
    active: true,
  },
  {
    // A key of the original record, which no field shows.
    ...{ id: indicatorId(2), type: 'text', value: '#attributes', mode: 'substring' },
    active: true,
  },
]);

const PLACE = { file: fileId(1), generation: generation(1), pack: null };

/** A stored generation of known events, and the order of a run over it. */
function stored(): { order: RunOrder; store: EventStore; events: StoredGeneration } {
  const caseDir = temporaryFolder();
  const evidence = writeNdjson(path.join(caseDir, 'evidence.ndjson'), EVENTS);
  const store = eventStoreOf(caseDir);
  const source = openFile(evidence);
  const reader = openReaderFor('ndjson', source, { whole: true });
  const writer = store.write(PLACE, reader.documentKind, EVENTS);
  for (const parsed of reader.records()) if (parsed.type === 'event') writer.add(parsed.event);
  writer.finish();
  source.close();
  const pack = { path: '', hash: 'p' };
  const order: RunOrder = {
    ...{
      type: 'run',
      caseDir,
      store: EMBEDDED,
      fileId: 1,
      path: evidence,
      sizeBytes: 1,
      modifiedMs: 0,
    },
    source: { type: 'auto' },
    lent: null,
    lineLimitBytes: 1 << 25,
    ...{
      kind: 'ndjson',
      operation: 'full',
      generation: 1,
      pack: null,
      run: 2,
      rules: pack,
      indicators: pack,
      tunings: [],
    },
  };
  return { order, store, events: store.read(PLACE) };
}

/** Where a hunt tells what it does; it is cancelled once that many events are done. */
function environment(cancelledAt: number): RunEnvironment & { readonly told: FileStatus[] } {
  const told: FileStatus[] = [];
  return {
    told,
    isCancelled: () => (told.at(-1)?.done ?? 0) >= cancelledAt,
    progress: (status) => told.push(status),
    waits: () => undefined,
    phaseDone: () => undefined,
    rules: () => RULES,
    indicators: () => INDICATORS,
  };
}

const never = Number.POSITIVE_INFINITY;

describe('a hunting phase', () => {
  it('leads either hunter over every event and answers what its sidecar holds', () => {
    const { order, store, events } = stored();
    const sigma = environment(never);
    expect(hunt(new SigmaHunter(RULES, order), store, events, order, sigma)).toMatchObject({
      phase: 'sigmaHunting',
      hunted: { detections: 1, byLevel: { high: 1 } },
    });
    expect(sigma.told.at(-1)).toMatchObject({ state: 'sigmaHunting', done: EVENTS, total: EVENTS });
    const iocs = environment(never);
    const hunted = hunt(new IndicatorHunter(INDICATORS, order), store, events, order, iocs);
    expect(iocs.told.at(-1)).toMatchObject({ state: 'iocHunting', done: EVENTS });
    events.close();
    const place = [order.caseDir, fileId(1), generation(1), runId(2)] as const;
    expect(readDetections(detectionsPath(...place)).map(({ event }) => event)).toEqual([7]);
    const hits = readHits(hitsPath(...place));
    expect(hunted).toEqual({
      phase: 'iocHunting',
      hunted: { eventsWithHits: EVENTS, hits: hits.length },
    });
    const eventsOf = (id: number): number[] =>
      hits.filter((hit) => hit.indicatorId === id).map(({ event }) => event);
    expect(eventsOf(1)).toEqual([9]);
    expect(eventsOf(2)).toEqual(Array.from({ length: EVENTS }, (_, at) => at));
    expect(hits[0]?.matches.map(({ field }) => field)).toEqual([RAW_TEXT]);
  });

  it('leaves nothing behind when it is cancelled on the way', () => {
    const { order, store, events } = stored();
    const folder = path.join(order.caseDir, 'events');
    const before = fs.readdirSync(folder);
    const sigma = new SigmaHunter(RULES, order);
    expect(() => hunt(sigma, store, events, order, environment(64))).toThrow(RunCancelled);
    const indicators = new IndicatorHunter(INDICATORS, order);
    expect(() => hunt(indicators, store, events, order, environment(64))).toThrow(RunCancelled);
    expect(fs.readdirSync(folder)).toEqual(before);
    events.close();
  });
});
