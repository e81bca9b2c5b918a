import { describe, expect, it } from 'vitest';
import type { Parsed } from '@shared/model/evidence-reader';
import { AUTOMATIC, type SourceChoice } from '@shared/model/source-choice';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { sourceOf } from '../../fixtures/byte-source';

const trail = (name: string): object => ({
  eventVersion: '1.08',
  eventSource: 'cloudtrail.amazonaws.com',
  awsRegion: 'eu-west-1',
  eventName: name,
  eventTime: '2026-03-01T10:00:00Z',
  userIdentity: { type: 'IAMUser' },
});
const beat = {
  '@timestamp': '2026-03-01T10:00:00Z',
  '@metadata': { beat: 'winlogbeat' },
  winlog: { event_id: 4624, channel: 'Security', computer_name: 'WS1', provider_name: 'P' },
  event: { code: 4624 },
};

function read(records: readonly unknown[], choice: SourceChoice = AUTOMATIC): Parsed[] {
  const bytes = new TextEncoder().encode(records.map((one) => JSON.stringify(one)).join('\n'));
  return [...openNdjson(sourceOf(bytes), 'lines', choice).records()];
}
const flawsOf = (parsed: readonly Parsed[]) =>
  parsed.flatMap((one) => (one.type === 'flaw' ? [one.flaw] : []));

describe('a file of several sources', () => {
  it('tells of the other one where it begins, once, and loses no record', () => {
    const many = Array.from({ length: 60 }, (_, at) => trail(`Name${at}`));
    const parsed = read([...many, beat, beat, trail('Last'), { ...beat, extra: 1 }]);
    expect(parsed.filter(({ type }) => type === 'event')).toHaveLength(64);
    expect(flawsOf(parsed)).toEqual([
      expect.objectContaining({ kind: 'other-source', lineNumber: 61, recordLost: false }),
    ]);
    expect(flawsOf(parsed)[0]?.reason).toMatch(/look like .*Winlogbeat.*read as .*CloudTrail/);
  });

  it('tells of it among the first records, too', () => {
    expect(flawsOf(read([beat, trail('a'), trail('b')]))).toMatchObject([{ lineNumber: 1 }]);
  });

  it('is silent of one source, of records of none, and where the examiner chose', () => {
    expect(flawsOf(read([trail('a'), { b: 1 }, trail('c')]))).toEqual([]);
    expect(flawsOf(read([{ a: 1 }, { b: 2 }]))).toEqual([]);
    const chosen = { type: 'known', id: 'winlogbeat' } as const;
    expect(flawsOf(read([trail('a'), trail('b'), beat], chosen))).toEqual([]);
  });
});
