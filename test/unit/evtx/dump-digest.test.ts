/**
 * What `dump` writes of the sample case's logs, as digests. They were taken when every record was equal to
 * what evtx_dump 0.12.2 writes of it, GUID braces and time digits aside (`npm run bench:evtx -- --peer`).
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { Utf8Sink } from '@shared/evtx/utf8-sink';
import { expect, it } from 'vitest';
import { sourceOf } from '../../fixtures/byte-source';

const folder = path.resolve(import.meta.dirname, '../../../resources/sample-case');

function digestOf(bytes: Uint8Array): { events: number; sha256: string } {
  const sink = new Utf8Sink();
  let events = 0;
  for (const parsed of openEvtx(sourceOf(bytes)).events()) {
    if (parsed.type === 'flaw') throw new Error(parsed.flaw.reason);
    events++;
    parsed.event.writeJson(sink);
    sink.text(`${parsed.event.extraJson() ?? ''}\n`);
  }
  return { events, sha256: createHash('sha256').update(sink.written()).digest('hex') };
}

it('writes the JSON it has always written', () => {
  const logs = fs.readdirSync(folder).filter((name) => name.endsWith('.evtx'));
  const digests = logs.map((name) => [name, digestOf(fs.readFileSync(path.join(folder, name)))]);
  expect(Object.fromEntries(digests)).toMatchInlineSnapshot(`
    {
      "SRV-FILES-System.evtx": {
        "events": 42,
        "sha256": "704bd1b564e8bf9e15124626dc9287e9a2e2b1bb4d05e5cf1e8d6b04b63ef4eb",
      },
      "WS-ALVA-PowerShell.evtx": {
        "events": 20,
        "sha256": "5c7c694c01c87f5a2d761ef96e167d401fe4a300af8f002e8ce097c53eb36a00",
      },
      "WS-ALVA-Security.evtx": {
        "events": 166,
        "sha256": "a5fe3997fcb78800b16687d538005ce45cba8dc1b00dfb7166768d518c4ec83f",
      },
      "WS-ALVA-Sysmon.evtx": {
        "events": 215,
        "sha256": "a6f64afb7b22034559736f07b85e6eaed22aadfd8dc857732c38f8b2c7d80149",
      },
    }
  `);
});
