/** The longest record that is read, as it is set: what is longer is a flaw that names the limit, the rest is read. */
import { AUTOMATIC } from '@shared/model/source-choice';
import { bytesOfMib } from '@shared/model/line-limit';
import { fieldOf } from '@shared/model/event';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { previewRecords } from '@shared/ndjson/preview';
import { expect, it } from 'vitest';
import { sourceOf } from '../../fixtures/byte-source';
import { bytesOf } from './bytes';

const LONG = JSON.stringify({ EventID: 2, message: 'm'.repeat(bytesOfMib(1)) });
const RECORDS = ['{"EventID":1}', LONG, '{"EventID":3}'];
const LAYOUTS = [
  ['lines', RECORDS.join('\n')],
  ['array', `[${RECORDS.join(',\n')}]`],
] as const;

for (const [layout, text] of LAYOUTS) {
  const read = (limitMib: number) => {
    const reader = openNdjson(sourceOf(bytesOf(text)), layout, AUTOMATIC, bytesOfMib(limitMib));
    return [...reader.records()].map((parsed) =>
      parsed.type === 'event' ? fieldOf(parsed.event, 'EventID') : parsed.flaw,
    );
  };

  it(`${layout}: a longer record is lost and told with the limit, those around it are read`, () => {
    const offsetBytes = text.indexOf(LONG);
    expect(read(1)).toEqual([
      '1',
      {
        ...{ kind: 'line-too-long', offsetBytes, lineNumber: 2, recordLost: true },
        reason: 'the record is longer than 1 MiB, the limit that is set',
      },
      '3',
    ]);
  });

  it(`${layout}: with a higher limit it is read, also for the preview`, () => {
    expect(read(2)).toEqual(['1', '2', '3']);
    const preview = (limitMib: number): number =>
      previewRecords(
        sourceOf(bytesOf(text)),
        { layout, limitBytes: bytesOfMib(limitMib) },
        AUTOMATIC,
      ).records.length;
    expect([preview(1), preview(2)]).toEqual([2, 3]);
  });
}
