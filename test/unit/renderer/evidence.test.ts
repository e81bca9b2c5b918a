import { describe, expect, it } from 'vitest';
import type { EvidenceRow } from '@shared/contract/evidence-views';
import type { PublishedCounts } from '@shared/model/evidence-file';
import { fileId, generation, runId, sha256 } from '@shared/model/ids';
import { noLevelCounts } from '@shared/model/level';
import { caseTotals, evidenceSummary } from '../../../renderer/features/evidence/case-totals';
import {
  borrowAnswerText,
  queueAnswerText,
} from '../../../renderer/features/evidence/evidence-actions';
import { filterEvidence, sortEvidence } from '../../../renderer/features/evidence/evidence-order';
import {
  detectionsText,
  detectionsTitle,
  hasUnresolved,
  noDetectionsText,
  noDetectionsTitle,
  recoveredTitle,
  resultText,
  stateOf,
  stateText,
} from '../../../renderer/features/evidence/evidence-words';

const NO_COUNTS: PublishedCounts = {
  events: 0,
  failedRecords: 0,
  flaws: 0,
  recovered: 0,
  borrowed: 0,
  unresolved: 0,
  detections: 0,
  detectionsByLevel: noLevelCounts(),
  suppressed: 0,
  rulesApplied: 7,
  slowRules: [],
  hits: 0,
  eventsWithHits: 0,
  integrity: null,
  firstEvent: null,
  lastEvent: null,
  host: null,
};
const run = (state: 'completed' | 'failed' | 'queued' | 'indexing', error: string | null = null) =>
  ({ operation: 'full', state, error, attempts: 1, seconds: null }) as const;
const published = (
  counts: Partial<PublishedCounts>,
  result: 'full' | 'partial' | 'no events' = 'full',
) => ({
  generation: generation(1),
  pack: null,
  detectionsRun: runId(1),
  hitsRun: runId(1),
  result,
  counts: { ...NO_COUNTS, ...counts },
  huntedWith: { rules: null, indicators: null },
});
const file = (id: number, name: string, change: Partial<EvidenceRow> = {}): EvidenceRow => ({
  id: fileId(id),
  modifiedMs: 0,
  name,
  path: `/e/${name}`,
  cluster: null,
  sizeBytes: id * 100,
  kind: 'evtx',
  sourceChoice: { type: 'auto' },
  lent: null,
  sourceLabel: 'EVTX',
  hashes: null,
  intake: { type: 'accepted' },
  addedAt: '2026-01-01T00:00:00.0000000Z',
  priority: 0,
  lastRun: null,
  published: null,
  ...change,
});
const ROWS: readonly EvidenceRow[] = [
  file(1, 'b.evtx', {
    lastRun: run('completed'),
    published: published(
      { events: 9, flaws: 2, host: 'WS07', detectionsByLevel: { ...noLevelCounts(), critical: 1 } },
      'partial',
    ),
  }),
  file(2, 'A.evtx', { lastRun: run('failed', 'no chunk header found') }),
  file(3, 'c.evtx', {
    lastRun: run('completed'),
    published: published({
      events: 70,
      detectionsByLevel: { ...noLevelCounts(), high: 14, medium: 3, low: 1 },
    }),
  }),
  file(4, 'copy.evtx', {
    intake: { type: 'duplicate', of: fileId(1) },
    hashes: { sha256: sha256('ab'.repeat(32)), sha1: '', md5: '' },
  }),
  file(5, 'x.docx', { intake: { type: 'skipped', reason: 'not an event log' } }),
];
const nameOf = (id: number): string | null => ROWS.find((row) => row.id === id)?.name ?? null;
const row = (id: number): EvidenceRow => ROWS.find((one) => one.id === id) ?? file(0, '');
const ids = (rows: readonly EvidenceRow[]): number[] => rows.map((one) => one.id);

describe('evidence in words', () => {
  it('tells every result', () => {
    const texts = ROWS.map((one) => resultText(one, nameOf));
    expect(texts).toEqual([
      'partial · 2 flaws',
      'no chunk header found',
      'full',
      'duplicate of b.evtx',
      'not an event log',
    ]);
    expect(resultText(file(9, 'z', { intake: { type: 'duplicate', of: null } }), nameOf)).toBe(
      'duplicate of a removed file',
    );
  });

  it('counts events with borrowed templates and without any, and says what that means', () => {
    const counts = { events: 9, recovered: 6, borrowed: 4, unresolved: 2 };
    const lent = file(8, 'l', { lent: 'hash', published: published(counts) });
    expect(resultText(lent, nameOf)).toBe('full · 6 recovered · 4 borrowed · 2 unresolved');
    expect(recoveredTitle(lent)).toContain('4 read with templates of other files');
    expect(recoveredTitle(lent)).toContain('read with templates of the case');
    expect(recoveredTitle(row(3))).toBe('');
    expect(recoveredTitle({ ...lent, lastRun: run('failed', 'gone') })).toBe('');
  });

  it('offers templates of the case where events lack one, or may in what an earlier version read', () => {
    const offered = (counts: Partial<PublishedCounts>): boolean =>
      hasUnresolved(file(8, 'l', { published: published(counts) }));
    expect(offered({ recovered: 2, unresolved: 1 })).toBe(true);
    expect(offered({ recovered: 2, unresolved: null })).toBe(true);
    expect(offered({ recovered: 2, unresolved: 0 })).toBe(false);
    expect(offered({ unresolved: null })).toBe(false);
    expect(hasUnresolved(row(2))).toBe(false);
    const answer = { done: 1, refused: 0, becameFull: 0, nothingNew: 2, unread: ['a: gone', 'b'] };
    expect(borrowAnswerText(answer)).toBe(
      '1 queued; the case has nothing more for 2 files; 2 files could not be looked at: a: gone',
    );
  });

  it('names the two highest levels', () => {
    expect([detectionsText(row(1)), detectionsText(row(3)), detectionsText(row(2))]).toEqual([
      '1 crit',
      '14 high · 3 med',
      '',
    ]);
  });

  it('tells nothing found from no rule applicable, and names rules cut off', () => {
    const none = file(6, 'n', { published: published({ rulesApplied: 3 }) });
    const never = file(7, 'l', { published: published({ rulesApplied: 0 }) });
    expect([none, never, row(2)].map(noDetectionsText)).toEqual(['none', 'not applicable', '']);
    expect(noDetectionsTitle(none)).toBe('3 rules looked at events of this file');
    const slowRules = [
      { title: 'Slow', seconds: 21.52, cutOff: true },
      { title: 'Slower than most', seconds: 2, cutOff: false },
    ];
    const cut = file(8, 'c', { published: published({ slowRules }) });
    expect(resultText(cut, nameOf)).toBe('full · 1 slow rule cut off');
    expect(detectionsTitle(cut)).toContain(
      'the rule "Slow" took 21.5 s and was cut off: it was not evaluated for the rest of the file',
    );
  });

  it('believes live progress only of an active run', () => {
    expect(stateOf(file(1, 'a', { lastRun: run('indexing') }), 'sigmaHunting')).toBe(
      'sigmaHunting',
    );
    expect(stateOf(row(1), 'iocHunting')).toBe('completed');
    expect([stateText(row(4), null), stateText(row(5), null), stateText(row(2), null)]).toEqual([
      'Duplicate',
      'Skipped',
      'Failed',
    ]);
  });

  it('sums the case up', () => {
    expect(evidenceSummary(caseTotals(ROWS, null))).toBe(
      '5 files · 2 completed · 1 failed · 2 not used',
    );
    expect(caseTotals(ROWS, null)).toMatchObject({
      events: 79,
      byLevel: { critical: 1, high: 14 },
    });
  });

  it('answers an operation', () => {
    expect(queueAnswerText({ done: 12, refused: 2, becameFull: 0 }, 'queued', 'active')).toBe(
      '12 queued, 2 active',
    );
    expect(queueAnswerText({ done: 1, refused: 0, becameFull: 1 }, 'queued', 'active')).toMatch(
      /^1 queued; 1 file had nothing yet/,
    );
  });
});

describe('evidence order', () => {
  it('sorts names without letter case', () => {
    expect(ids(sortEvidence(ROWS, { column: 'name', direction: 'asc' }, nameOf))).toEqual([
      2, 1, 3, 4, 5,
    ]);
  });

  it('keeps rows without a value last in both directions', () => {
    expect(ids(sortEvidence(ROWS, { column: 'events', direction: 'asc' }, nameOf))).toEqual([
      1, 3, 2, 4, 5,
    ]);
    expect(ids(sortEvidence(ROWS, { column: 'events', direction: 'desc' }, nameOf))).toEqual([
      3, 1, 2, 4, 5,
    ]);
  });

  it('puts one critical before many high detections', () => {
    expect(
      ids(sortEvidence(ROWS, { column: 'detections', direction: 'desc' }, nameOf)).slice(0, 2),
    ).toEqual([1, 3]);
  });

  it('filters by every word in what is shown', () => {
    expect(ids(filterEvidence(ROWS, 'ws07 PARTIAL', nameOf))).toEqual([1]);
    expect(ids(filterEvidence(ROWS, 'abab', nameOf))).toEqual([4]);
    expect(ids(filterEvidence(ROWS, 'failed', nameOf))).toEqual([2]);
    expect(filterEvidence(ROWS, '  ', nameOf)).toBe(ROWS);
  });
});
