/** Both stores give the same answers over public samples of real logs, where they stand beside the checkout. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventRecord } from '@shared/model/event';
import { printField, printLiteral } from '@shared/query/printer';
import { eventsOfEvtx, filesBelow, samplePath } from '../conformance/sigma-samples';
import { both, expectSame, rows, search, told } from './compare-stores';
import { type GivenFile, type TwoStores, twoStores } from './two-stores';

const FOLDER = samplePath('attack');
const MOST_BYTES = 1 << 20;
const MOST_EVENTS = 400;
/** One of so many files. */
const EVERY = Number(process.env['CASESCOPE_PARITY_EVERY'] ?? 6);
/** One of so many values is asked for. */
const EVERY_VALUE = 37;

const TYPICAL = [
  ...[
    '',
    'cmd.exe',
    'powershell',
    'C:\\Windows\\',
    '"\\\\"',
    '*.exe',
    'admin*',
    '-enc',
    'mimikatz',
    'EventID:4624',
  ],
  ...[
    'EventID:(1, 3, 7, 4688)',
    'Image:*\\cmd.exe',
    'process:cmd.exe',
    'user:administrator',
    'user:system',
    'user:*',
  ],
  ...[
    'ip:*',
    'ip:10.0.0.0/8',
    'ip:192.168.0.0/16',
    'port:>1024',
    'EventRecordID:>1000',
    'EventID:>=4000',
    'hash:*',
  ],
  ...[
    'CommandLine:/(?i)powershell.*-e/',
    'CommandLine:*',
    'NOT Channel:Security',
    'Channel:*sysmon*',
    'host:*a*',
  ],
  ...[
    'time:2019',
    'time:>=2020-01-01',
    'time:last 30d',
    'LogonType:3 -user:system',
    'ProcessId:0x4',
    'path:*.dll',
  ],
];
const FIELDS = [
  'EventID',
  'Channel',
  'Computer',
  'user',
  'process',
  'ip',
  'CommandLine',
  'EventRecordID',
  'file',
];

function* some(records: Iterable<EventRecord>, values: Set<string>): Generator<EventRecord> {
  let at = 0;
  for (const record of records) {
    if (at++ >= MOST_EVENTS) return;
    record.values.forEach((value, field) => {
      if (typeof value !== 'string' || value.length > 200 || (at * 31 + field) % EVERY_VALUE > 0)
        return;
      values.add(`${printField(record.names[field] ?? '')}:${printLiteral(value)}`);
      values.add(printLiteral(value.slice(1, 20)));
    });
    yield record;
  }
}

describe.skipIf(!fs.existsSync(FOLDER))('two stores of real logs', () => {
  const queries = new Set<string>();
  let stores: TwoStores;
  beforeAll(() => {
    const files = filesBelow(FOLDER, '.evtx')
      .filter((file) => fs.statSync(file).size <= MOST_BYTES)
      .filter((_, at) => at % EVERY === 0);
    const given = files.map((file): [string, GivenFile] => [
      path.basename(file),
      { events: [], records: some(eventsOfEvtx(file), queries), documentKind: 'tree' },
    ]);
    stores = twoStores(Object.fromEntries(given));
  }, 900_000);
  afterAll(() => stores.close());

  it('find, count and show the same', { timeout: 900_000 }, () => {
    const wrong: string[] = [];
    let found = 0;
    for (const query of [...TYPICAL, ...queries]) {
      const [cluster, embedded] = both(stores, (store) => rows(store, search(query), 0, 100));
      if (JSON.stringify(cluster) !== JSON.stringify(embedded))
        wrong.push(`${query}\n  ${told(cluster)}\n  ${told(embedded)}`);
      if ((embedded as { total?: number }).total !== 0) found++;
    }
    expect(wrong.join('\n')).toBe('');
    expect(found).toBeGreaterThan(queries.size / 2);
    process.stderr.write(`${found} of ${queries.size + TYPICAL.length} queries found something\n`);
  });

  it('count values and times the same, without copies too', { timeout: 900_000 }, () => {
    for (const field of FIELDS)
      for (const query of ['', 'EventID:1'])
        expectSame(stores, `${field} of ${query}`, (store) =>
          store.values({ search: search(query), field, holding: '', start: 0, end: 10_000 }),
        );
    for (const more of [{}, { withoutCopies: true }])
      expectSame(stores, JSON.stringify(more), (store) =>
        store.histogram({ search: search('', more), most: 100 }),
      );
    expectSame(stores, 'rows', (store) =>
      rows(store, search('', { withoutCopies: true }), 0, 2_000),
    );
    expectSame(stores, 'fields', (store) => store.fields());
    expectSame(stores, 'weighed', (store) =>
      store.weighIndicators([
        { type: 'ip', value: '127.0.0.1', mode: 'literal' },
        { type: 'filename', value: 'cmd.exe', mode: 'literal' },
        { type: 'filename', value: 'power*', mode: 'wildcard' },
      ]),
    );
    for (const event of [0, 1]) expectSame(stores, 'event', (store) => store.event(1, event));
  });
});
