import { expect, test } from 'vitest';
import { parseIsoTime } from '@shared/model/time-text';
import { fieldHints } from '@electron/store/search/field-hints';
import { searchOver } from '../../../fixtures/case-of-events';

function hints(query: string): readonly string[] {
  const time = parseIsoTime('2026-03-01');
  const { search } = searchOver({ 'a.evtx': [{ time, fields: [['Image', 'C:\\cmd.exe']] }] });
  return fieldHints(search, query);
}

test('fields that no event has are named, each once', () => {
  expect(hints('TCP:443 OR (-udp:1 tcp:2 image:x)')).toEqual([
    expect.stringContaining('No event has a field tcp.'),
    expect.stringContaining('No event has a field udp.'),
  ]);
});

test('an expression behind a name of one letter is told from a path, where there is such a field', () => {
  const { search } = searchOver({ 'a.evtx': [{ time: null, fields: [['Q', 'x']] }] });
  expect(fieldHints(search, '-(Q:/^.?$/ y)')).toEqual([
    'Q:/^.?$/ is read as a path. To ask the field Q, put its name in quotation marks: "Q":/^.?$/',
  ]);
  expect(fieldHints(search, 'C:/Temp/ Q:/x "Q":/y/')).toEqual([]);
});

test('of a case without events nothing is said', () => {
  const { search } = searchOver({ 'a.evtx': [] });
  expect(fieldHints(search, 'time:2026 nothing:x')).toEqual([]);
});

test('several values of one field at once are told from any of them', () => {
  expect(hints('Image:(a b)')).toEqual([
    'Image:a AND Image:b asks for events that have all of these values. For any of them, write OR or a comma between: Image:a OR Image:b',
  ]);
  expect(hints('Image:(a OR b) Image:*c Image:d')).toEqual([]);
});

test('of fields that are there nothing is said, whatever they are called, nor of words', () => {
  expect(hints('process:x time:2025 file:b.evtx word "TCP:443"')).toEqual([]);
});
