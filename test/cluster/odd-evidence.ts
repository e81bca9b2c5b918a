/** Evidence of everything that two stores could see differently. */
import type { RuleMatch } from '@shared/model/detection';
import type { FieldValue, Recovery } from '@shared/model/event';
import { type FileTime, LAST_WRITABLE } from '@shared/model/file-time';
import { indicatorId } from '@shared/model/ids';
import type { IndicatorHit } from '@shared/model/indicator';
import type { Level } from '@shared/model/level';
import { parseIsoTime } from '@shared/model/time-text';
import type { GivenEvent } from '../fixtures/case-of-events';
import type { GivenFile } from './two-stores';

export const at = (text: string): FileTime => parseIsoTime(text) ?? (0n as FileTime);

type Fields = Readonly<Record<string, FieldValue>>;

const event = (time: FileTime | null, fields: Fields, recovery: Recovery = 'live'): GivenEvent => ({
  ...{ time, recovery },
  fields: Object.entries(fields),
});

const LONG = `${'p0wer'.repeat(8_000)}Needle in the END`;
const LONG_OTHER = `${'ПОВЕР'.repeat(5_000)}иголка`;
const BORDER = 'b'.repeat(32_766 - 'script\u0001'.length);

/** Every kind of text, one to an event, in a field each of them has. */
const TEXTS: readonly FieldValue[] = [
  ...['C:\\Windows\\System32\\cmd.exe', 'c:\\windows\\SYSTEM32\\CMD.EXE', 'cmd.exe', 'C:\\Temp\\'],
  ...['\\\\?\\C:\\x', '\\', '\\\\', 'a\\*b', 'a*b', 'aXb', 'a?b', 'what?', '*', '?', '**', 'a\\?b'],
  ...[
    'straße',
    'STRASSE',
    'ſtraße',
    'İstanbul',
    'istanbul',
    'ΣΊΣΥΦΟΣ',
    'σίσυφος',
    'K',
    'k',
    'ПРИВЕТ',
  ],
  ...['😀face', '😃face', 'a😀', '\u{10ffff}', 'e\u0301', '\u00e9', '\ufdd0', '\ufdd1x', '\ufffd'],
  ...[
    '\u0000',
    '\u0000\u0000nul',
    '4624\u0000',
    '\u00000x1f',
    '10.0.0.9\u0000',
    '2026-01-02\u0000',
    'a\u0000b',
    '\u0001',
    'x\u0001y',
    '\u0002n',
    'line\nbreak',
    '\r\n',
    '\t',
  ],
  ...[
    '',
    ' ',
    '  two  blanks ',
    'say "hi"',
    "it's",
    '(x)',
    '[y]',
    '{z}',
    'AND',
    'OR',
    '/slash/',
    'a,b',
  ],
  ...[
    '4624',
    '0x1210',
    '-5',
    '3.14',
    '18446744073709551615',
    '9007199254740993',
    '0x1f',
    '0X1F',
    '007',
  ],
  ...[
    '2026-01-02',
    '2026-01-02T03:04:05Z',
    '10.0.0.7',
    '10.0.0.255',
    '::ffff:10.0.0.7',
    'fe80::1',
    '192.168.1.1',
  ],
  ...['CORP\\bob', 'bob@corp.example', 'bob', 'BOB', 'CORP\\alice', 'NT AUTHORITY\\SYSTEM'],
  ...[
    'MD5=AABB,SHA256=CCDD',
    'ccdd',
    'privilege::debug',
    'https://x.example/a?b=c',
    'mimikatz',
    'MimiKatz',
  ],
  ...[
    '\u0001sha256:00',
    'true',
    'false',
    'null',
    'undefined',
    '<b>&amp;</b>',
    '..\\..\\etc',
    '%00',
    '${x}',
  ],
  ...['\ud800', 'a\udc00b', '\ud83d face', '\ufffd face'],
  null,
  ['one', 'two', null],
  ['one', 'one'],
  [null],
  ['mimikatz', 'CORP\\bob'],
  ...[LONG, `${LONG}!`, LONG_OTHER, BORDER, `${BORDER}b`],
];

const START: bigint = at('2026-03-01T00:00:00Z');

const texts = (): GivenEvent[] =>
  TEXTS.map((text, n) =>
    event((START + BigInt(n) * 10_000_000n) as FileTime, {
      ...{ EventID: String(4_600 + (n % 30)), Channel: n % 3 === 0 ? 'Security' : 'System' },
      ...{
        Computer: n % 2 === 0 ? 'HOST-1' : 'host-2',
        EventRecordID: String(n + 1),
        Script: text,
      },
    }),
  );

/** Names that are evidence, too, and those the query language has for itself. */
const names = (): GivenEvent[] => [
  event(at('2026-03-01T00:00:03Z'), {
    Image: 'C:\\a\\b.exe',
    image: 'C:\\A\\B.EXE',
    IMAGE: 'other',
  }),
  event(at('2026-03-01T00:00:03Z'), {
    'Threat Name': 'x',
    'a.b': 'dotted',
    'a\u0001b': 'odd',
    'a\u0002': 'two',
  }),
  event(at('2026-03-01T00:00:03.0000001Z'), {
    constructor: 'c',
    __proto: 'p',
    toString: 't',
    Ünï: 'ü',
  }),
  event(at('2026-03-02T10:00:00Z'), {
    level: 'high',
    rule: 'mine',
    indicator: 'i',
    tag: 't',
    note: 'n',
  }),
  event(at('2026-03-02T10:00:00Z'), {
    time: '2026',
    file: 'a.evtx',
    recovered: 'true',
    hidden: 'true',
  }),
  event(at('2026-03-02T11:00:00Z'), {
    SourceIp: '10.0.0.7',
    DestinationIp: '10.0.0.7',
    DestinationPort: '443',
  }),
  event(at('2026-03-02T11:00:01Z'), {
    SourceIp: '10.1.2.3',
    IpAddress: '::ffff:10.0.0.8',
    SourcePort: '50000',
  }),
  event(at('2026-03-02T11:00:02Z'), {
    TargetUserName: 'bob',
    SubjectUserName: 'bob',
    User: 'CORP\\Bob',
  }),
  event(at('2026-03-02T11:00:03Z'), {
    TargetUserName: 'ALICE',
    SubjectUserName: null,
    'user.name': 'alice',
  }),
  event(at('2026-03-02T11:00:04Z'), { Hashes: 'MD5=AABB,SHA256=CCDD', SHA256: 'ccdd' }),
  event(at('2026-03-02T11:00:05Z'), {
    NewProcessName: 'C:\\Windows\\cmd.exe',
    ParentImage: '/bin/sh',
  }),
  event(at('2026-03-02T11:00:06Z'), { Null: null }),
  event(at('2026-03-02T11:00:07Z'), { Null: [null, 'x'], null: 'lower' }),
  event(at('2026-03-02T11:00:08Z'), {}),
  event(at('2026-03-02T11:00:09Z'), {
    Ports: ['5', '15'],
    SourcePort: '5500',
    DestinationPort: '443',
  }),
  event(at('2026-03-02T11:00:10Z'), {
    Ports: ['5', '7'],
    SourcePort: '443',
    DestinationPort: '52000',
  }),
  event(at('2026-03-02T11:00:11Z'), { hidden: 'true', note: 'n', tag: 'Suspicious' }),
];

const times = (): GivenEvent[] => [
  event(null, { Word: 'untimed', Script: 'mimikatz' }),
  event(at('1601-01-01T00:00:00.0000001Z'), { Word: 'first' }),
  event(0n as FileTime, { Word: 'zero' }),
  event(at('1969-12-31T23:59:59.9999999Z'), { Word: 'before unix' }),
  event(at('2262-04-11T23:47:16.8547758Z'), { Word: 'last nanosecond' }),
  event(at('2262-04-11T23:47:16.8547759Z'), { Word: 'past nanoseconds' }),
  event(LAST_WRITABLE as FileTime, { Word: 'last written' }),
  event((LAST_WRITABLE + 1n) as FileTime, { Word: 'past the year 9999' }),
  event(((1n << 63n) - 1n) as FileTime, { Word: 'signed' }),
  event((1n << 63n) as FileTime, { Word: 'unsigned' }),
  event(((1n << 64n) - 1n) as FileTime, { Word: 'the last' }),
  event(at('2026-03-01T00:00:03Z'), { Word: 'tie' }, 'recovered'),
  event(at('2026-03-01T00:00:03Z'), { Word: 'tie' }, 'doubtful'),
  event(at('2026-03-01T00:00:03Z'), { Word: 'tie' }, 'unresolved'),
  event(null, { Word: 'untimed too' }, 'borrowed'),
];

const rule = (ruleTitle: string, level: Level, ruleId = ''): RuleMatch['rule'] => ({
  ...{ ruleId, ruleTitle, level, status: 'test', author: 'me', ruleHash: 'h', tags: ['attack.t1'] },
});

const match = (of: RuleMatch['rule'], value = 'x'): RuleMatch => ({
  ...{ rule: of, source: 'sysmon', matches: [{ field: 'Script', value }] },
  ...{ correlated: null, silent: false },
});

const CLEARED = rule('Security Log Cleared', 'high', '0f2a11f0-0000-4000-8000-000000000001');
const SHELL = rule('Odd "shell" (Ü)', 'low');
const LOUD = rule('Loud', 'critical', 'loud');

const hit = (indicator: string, id: number): IndicatorHit => ({
  ...{ indicatorId: indicatorId(id), indicator, type: 'ip', mode: 'literal' },
  matches: [{ field: 'Script', value: indicator, start: 0, end: indicator.length }],
});

/** Files whose names sort otherwise than their numbers. */
export const oddEvidence = (): Record<string, GivenFile> => ({
  'texts.evtx': {
    events: texts(),
    detections: [
      [0, match(CLEARED, 'C:\\Windows\\System32\\cmd.exe')],
      [0, match(SHELL)],
      [3, match(SHELL)],
      [3, match(LOUD)],
      [7, match(LOUD)],
    ],
    hits: [
      [0, hit('10.0.0.7', 1)],
      [0, hit('cmd.exe', 2)],
      [9, hit('10.0.0.7', 1)],
    ],
  },
  'a names.evtx': {
    events: names(),
    detections: [[5, match(CLEARED)]],
    hits: [[5, hit('10.0.0.7', 1)]],
  },
  'Times*.ndjson': { events: times(), detections: [[0, match(SHELL)]] },
  'empty.evtx': { events: [] },
  'texts again.evtx': { events: texts().slice(0, 40) },
});
