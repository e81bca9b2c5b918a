import { expect, test } from 'vitest';
import type { SourceChoice, SourceMapping } from '@shared/model/source-choice';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { LONGEST_PIECE_BYTES } from '@shared/ndjson/pieces';
import { previewRecords } from '@shared/ndjson/preview';
import { sourceOf } from '../../fixtures/byte-source';
import { bytesOf, fieldsOf } from './bytes';

const RECORD = {
  when: 1_704_164_645,
  box: 'b1',
  hostname: 'h1',
  deep: { cmd: 'run', 'a.b': [1, 2] },
};
const source = sourceOf(bytesOf(`bad\n${JSON.stringify(RECORD)}\n`));

const MAPPING: SourceMapping = {
  name: 'Mine',
  time: ['missing', 'when'],
  computer: ['box'],
  eventId: [],
  channel: [],
  provider: [],
  logSource: 'linux/-/auditd',
  renames: [
    { from: 'deep.cmd', to: 'CommandLine' },
    { from: 'deep.cmd', to: 'Image' },
    { from: 'nothing', to: 'Nothing' },
  ],
};

const read = (choice: SourceChoice) => {
  const reader = openNdjson(source, 'lines', choice);
  const event = [...reader.records()].flatMap((one) => (one.type === 'event' ? one.event : []))[0];
  return { label: reader.sourceLabel, time: event?.time ?? null, fields: fieldsOf(event) };
};

test('a mapping names fields, and every original stays', () => {
  const { label, time, fields } = read({ type: 'mapping', mapping: MAPPING });
  expect(label).toBe('NDJSON · Mine');
  expect(time).not.toBeNull();
  expect(fields).toEqual({
    Computer: 'b1',
    CommandLine: 'run',
    Image: 'run',
    LogSource: 'linux/-/auditd',
    when: '1704164645',
    box: 'b1',
    hostname: 'h1',
    'deep.cmd': 'run',
    'deep.a.b': ['1', '2'],
  });
});

test('a known source is taken whatever the records look like; an unknown id is recognised', () => {
  expect(read({ type: 'known', id: 'ecs' }).label).toBe('NDJSON · ECS');
  expect(read({ type: 'known', id: 'of a later version' }).label).toBe('NDJSON');
});

test('a preview shows records, places, paths and what the file is recognised as', () => {
  const preview = previewRecords(
    source,
    { layout: 'lines', limitBytes: LONGEST_PIECE_BYTES },
    { type: 'mapping', mapping: MAPPING },
  );
  expect(preview.recognised).toEqual({ label: 'NDJSON', confidence: 0 });
  expect(preview.paths).toEqual(['when', 'box', 'hostname', 'deep.cmd', 'deep.a.b']);
  expect(preview.records).toMatchObject([
    { lineNumber: 2, computer: 'b1', eventId: '', time: '2024-01-02T03:04:05.0000000Z' },
  ]);
  expect(preview.records[0]?.fields).toContainEqual(['deep.a.b', '1, 2']);
});
