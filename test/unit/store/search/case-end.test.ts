/** Where a case ends, against its definition over all events, and what `time:last` finds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FileTime, LAST_WRITABLE } from '@shared/model/file-time';
import { formatFileTime, parseIsoTime } from '@shared/model/time-text';
import { casePaths } from '@electron/store/case-paths';
import { CaseFiles } from '@electron/store/search/case-files';
import { openWriter } from '@electron/store/sqlite';
import { closing, type GivenEvent, searchOver } from '../../../fixtures/case-of-events';
import { packFiles } from '../../../fixtures/packed-case';

const at = (text: string): FileTime => parseIsoTime(text) ?? (0n as FileTime);
const on = (time: FileTime | null): GivenEvent => ({ time, fields: [['Word', 'x']] });
/** A record of the damaged logs among the samples says this. */
const GARBLED = 5_529_011_468_384_625_780n as FileTime;
const ADDED = '2026-05-04T22:10:00.0000000Z';
const LAST_ALLOWED = at('2026-05-05T23:59:59.9999999Z');

/** @param added when each file was, in turn */
function caseOf(logs: readonly (readonly (FileTime | null)[])[], added: readonly string[]) {
  const files = logs.map((times, one) => [`${one}.evtx`, times.map(on)] as const);
  const { search, caseDir } = searchOver(Object.fromEntries(files));
  const writer = openWriter(casePaths.database(caseDir));
  logs.forEach((_, one) =>
    writer
      .prepare('UPDATE evidence_file SET added_at = ? WHERE id = ?')
      .run(added[one % added.length] ?? '', one + 1),
  );
  writer.close();
  return { search, caseDir };
}

function endOf(caseDir: string): string | null {
  const files = new CaseFiles(caseDir);
  const { caseEnd } = files;
  files.close();
  return caseEnd === null ? null : formatFileTime(caseEnd);
}

test('is the last event that says a time up to the day after its file was added', () => {
  const times = fc.array(
    fc.constantFrom(
      ...[null, 0n, at('2026-05-01'), at('2026-05-05T12:00:00Z'), LAST_ALLOWED],
      ...[LAST_ALLOWED + 1n, at('2026-05-09'), LAST_WRITABLE, LAST_WRITABLE + 1n, GARBLED],
    ) as fc.Arbitrary<FileTime | null>,
    { maxLength: 4 },
  );
  const days = [ADDED, '2026-05-01T00:00:00.0000000Z', '2026-05-08T01:00:00.0000000Z'];
  const nextDay: readonly FileTime[] = [
    ...[LAST_ALLOWED, at('2026-05-02T23:59:59.9999999Z'), at('2026-05-09T23:59:59.9999999Z')],
  ];
  const logs = fc.array(times, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(logs, fc.boolean(), (given, isPacked) => {
      const { caseDir } = caseOf(given, days);
      if (isPacked) packFiles(caseDir);
      const events = given.flatMap((log, file) =>
        log.flatMap((time) => (time === null ? [] : [{ time, nextDay: nextDay[file % 3] ?? 0n }])),
      );
      const usual = events.filter((one) => one.time <= one.nextDay);
      const written = events.filter(({ time }) => time <= LAST_WRITABLE);
      const [heard = []] = [usual, written, events].filter((some) => some.length > 0);
      const last = heard.map(({ time }) => time).reduce((a, b) => (b > a ? b : a), -1n);
      expect(endOf(caseDir)).toBe(last < 0n ? null : formatFileTime(last as FileTime));
      for (const close of closing.splice(0)) close();
    }),
    { numRuns: 60 },
  );
});

test('one damaged time, in a file of its own or not, takes nothing from the last days', () => {
  const days = ['2026-04-01', '2026-04-20', '2026-04-21T09:00:00Z'].map(at);
  for (const logs of [[[...days, GARBLED]], [days, [GARBLED]], [days, [at('2031-01-01'), null]]]) {
    const { search } = caseOf(logs, [ADDED]);
    const found = (query: string): number =>
      search.events({ query, from: null, to: null, sort: 'asc', files: null }).matches.count;
    // What lies behind the end is within the last days, too: nothing hides it.
    expect(['time:last 1d', 'time:last 2d', 'time:last 9w'].map(found)).toEqual([2, 3, 4]);
  }
});

test('a search of some files is asked again once another ends the case', () => {
  const { search, caseDir } = caseOf([[at('2026-04-20')], [at('2026-05-04')]], ['2026-04-20']);
  const asked = { query: 'time:last 1d', from: null, to: null, sort: 'asc' as const, files: [1] };
  expect(search.events(asked).matches.count).toBe(1);
  const writer = openWriter(casePaths.database(caseDir));
  writer.prepare('UPDATE evidence_file SET added_at = ?').run(ADDED);
  writer.close();
  expect(search.events(asked).matches.count).toBe(0);
});
