/** A server that has more to do than it can take: what it rejects is sent again until all of it is there. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventStoreOf } from '@electron/store/event-store-of';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { TestServer } from '../server';
import { evidence, newPlace, PLACE, readInto } from './stores';

const EVENTS = 8_000;
const PATIENCE_MS = 400_000;

let server: TestServer;
// Two batches of a writer are under way at once; this much memory takes one of them.
beforeAll(async () => {
  server = await TestServer.start({ 'indexing_pressure.memory.limit': '9mb' });
}, PATIENCE_MS);
afterAll(() => server.stop());

it(
  'rejected batches arrive, each once, and the wait is told',
  () => {
    const place = newPlace('busy');
    const { connection } = place;
    const troubles = new Set<string>();
    const busy = { ...place, connection: { ...connection, url: server.url } };
    const store = eventStoreOf('', busy, (trouble) => {
      if (trouble !== null) troubles.add(trouble);
    });
    const { summary } = readInto(store, writeNdjson(evidence('many.ndjson', ''), EVENTS));
    expect(summary.events).toBe(EVENTS);
    expect(store.read(PLACE).count).toBe(EVENTS);
    expect([...troubles].join(' ')).toContain('more work waiting than it takes');
  },
  PATIENCE_MS,
);
