/** Public sample logs against the counts of two other parsers (evtx_dump and libevtx, see the table). */
import fs from 'node:fs';
import path from 'node:path';
import { openFile } from '@electron/pipeline/file-source';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { expect, it } from 'vitest';

const samples = path.resolve(import.meta.dirname, '../../../shared/samples');

/** Start of the file's name, records evtx_dump reads, records it fails on. */
const ODD: readonly (readonly [start: string, ok: number, failed: number])[] = [
  ['2-system-Microsoft-Windows-LiveId', 399, 0],
  ['2-vss_0-Microsoft-Windows-RemoteDesktopServices-RdpCoreTS', 1910, 4],
  ['2-vss_0-Microsoft-Windows-TerminalServices-RemoteConnectionManager', 1774, 2],
  ['Application_no_crc32', 17, 0],
  ['E_ShadowCopy6_windows_system32_winevt_logs_Microsoft-Windows-CAPI2', 459, 0],
  ['E_Windows_system32_winevt_logs_Microsoft-Windows-CAPI2', 340, 0],
  ['E_Windows_system32_winevt_logs_Microsoft-Windows-Shell-Core', 1146, 0],
  ['Microsoft-Windows-HelloForBusiness', 6, 0],
  ['Microsoft-Windows-LanguagePackSetup', 17, 0],
  ['Security_short_selected', 7, 0],
  ['new-user-security', 4, 0],
  ['sample-with-irregular-bool-values', 3028, 0],
  ['sample-with-zero-data-size-event', 335, 1],
  ['sample_with_a_bad_chunk_magic', 270, 2],
  ['security', 2261, 0],
  ['sysmon', 358, 8],
  ['system', 1881, 0],
];

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.toLowerCase().endsWith('.evtx'))
    .map((name) => path.join(folder, name))
    .toSorted();
}

function countOf(file: string): { events: number; lost: number } {
  const source = openFile(file);
  const count = { events: 0, lost: 0 };
  try {
    for (const parsed of openEvtx(source).records()) {
      if (parsed.type === 'event') count.events++;
      else if (parsed.flaw.recordLost) count.lost++;
    }
  } finally {
    source.close();
  }
  return count;
}

it.each(ODD)('%s has its %i records', (start, ok, failed) => {
  const file = filesBelow(path.join(samples, 'odd')).find((name) =>
    path.basename(name).startsWith(start),
  );
  const { events, lost } = countOf(file ?? start);
  // Their chunk claims twenty records, and was written half.
  const cutShort = /HelloForBusiness|LanguagePackSetup/.test(start) ? 1 : 0;
  if (failed === 0) expect({ events, lost }).toEqual({ events: ok, lost: cutShort });
  else expect(events).toBeGreaterThanOrEqual(ok);
});

it('reads every other sample log without an error', { timeout: 600_000 }, () => {
  const files = ['attack', 'hayabusa', 'regression_data'].flatMap((folder) =>
    filesBelow(path.join(samples, folder)),
  );
  expect(files.length).toBeGreaterThan(200);
  const empty = files.filter((file) => countOf(file).events === 0);
  expect(empty.map((file) => path.relative(samples, file))).toEqual([]);
});
