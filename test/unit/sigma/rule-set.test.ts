import { describe, expect, test } from 'vitest';
import { event, outcomeOf, rule, rulesOf, sysmon } from './one-rule';

const CREATION = 'product: windows\ncategory: process_creation';
const selection = (line: string): string => `s:\n  ${line}\ncondition: s`;

describe('log source', () => {
  const set = rulesOf(rule(selection('Image|endswith: \\a.exe'), CREATION));
  const image = { Image: 'C:\\a.exe' };

  test('channel and id, both', () => {
    expect(set.match(sysmon(1, image))).toHaveLength(1);
    expect(set.match(sysmon(5, image))).toHaveLength(0);
    expect(set.match(event({ EventID: '1', Channel: 'System', ...image }))).toHaveLength(0);
  });

  test('a record without channel is told by its provider', () => {
    const lost = { EventID: '1', Provider_Name: 'Microsoft-Windows-Sysmon', ...image };
    expect(set.match(event({ ...lost, Channel: null }))).toHaveLength(1);
    expect(set.match(event({ ...lost, Channel: 'Other' }))).toHaveLength(0);
  });

  test('Security 4688 under the names of Sysmon, and the source says so', () => {
    const logged = event({ EventID: '4688', Channel: 'Security', NewProcessName: 'C:\\a.exe' });
    expect(set.match(logged)).toMatchObject([
      { source: 'builtin', matches: [{ field: 'Image', value: 'C:\\a.exe' }] },
    ]);
  });

  test('registry_delete wants a delete', () => {
    const deletes = rulesOf(
      rule(selection('TargetObject|contains: Run'), 'product: windows\ncategory: registry_delete'),
    );
    const key = { TargetObject: 'HKLM\\Run' };
    expect(deletes.match(sysmon(12, { EventType: 'DeleteKey', ...key }))).toHaveLength(1);
    expect(deletes.match(sysmon(12, { EventType: 'CreateKey', ...key }))).toHaveLength(0);
  });

  test('a source without a product means that of every product', () => {
    const alone = rulesOf(rule(selection('Image|endswith: \\a.exe'), 'category: process_creation'));
    const from = (where: Record<string, string>) =>
      alone.match(event({ ...where, ...image })).map(({ source }) => source);
    expect(alone.match(sysmon(1, image)).map(({ source }) => source)).toEqual(['sysmon']);
    expect(alone.match(sysmon(5, image))).toEqual([]);
    expect(from({ EventID: '1', Channel: 'Linux-Sysmon/Operational' })).toEqual(['sysmon']);
    for (const product of ['windows', 'linux', 'macos', '-'])
      expect(from({ LogSource: `${product}/process_creation/-` })).toEqual(['process_creation']);
    expect(from({ LogSource: 'linux/file_event/-' })).toEqual([]);
    const logged = event({ EventID: '4688', Channel: 'Security', NewProcessName: 'C:\\a.exe' });
    expect(alone.match(logged)).toMatchObject([{ source: 'builtin' }]);
  });

  test('a service or registry category without a product', () => {
    const security = rulesOf(rule(selection('EventID: 1'), 'service: security'));
    expect(security.match(event({ EventID: '1', Channel: 'Security' }))).toHaveLength(1);
    expect(security.match(event({ EventID: '1', Channel: 'System' }))).toEqual([]);
    const sshd = rulesOf(rule(selection('F: a'), 'service: sshd'));
    expect(sshd.match(event({ LogSource: 'linux/-/sshd', F: 'a' }))).toHaveLength(1);
    const set = rulesOf(rule(selection('TargetObject: HKLM\\a'), 'category: registry_event'));
    const key = { LogSource: 'windows/registry_set/-', TargetObject: '\\REGISTRY\\MACHINE\\a' };
    expect(set.match(event(key))).toHaveLength(1);
  });

  test('a source that says nothing is refused', () => {
    const nowhere = rule(selection('F: a')).replace('\n  product: windows', ' {}');
    expect(outcomeOf(nowhere)).toMatchObject({
      state: 'invalid',
      reason: 'logsource names neither product, category nor service',
    });
  });

  test.each([
    ['product: linx', 'not known'],
    ['category: process_creatoin', 'not known'],
    ['service: secruity', 'not known'],
    ['product: linux\ncategory: registry_set', 'not known'],
    ['product: aws\nservice: auditd', 'not known'],
    ['product: windows\ncategory: file_access\nservice: security', 'not logged there'],
    ['product: windows\nservice: constructor', 'not known'],
    ['product: windows\ncategory: toString', 'not known'],
  ])('%s is not run', (logSource, reason) => {
    const outcome = outcomeOf(rule(selection('F: a'), logSource));
    expect(outcome?.state).toBe('notRun');
    expect(outcome?.reason).toContain(reason);
  });
});

describe('field views', () => {
  const creation = (line: string) => rulesOf(rule(selection(line), CREATION));
  const logged = event({
    EventID: '4688',
    Channel: 'Security',
    NewProcessId: '0x10',
    ProcessId: '0x20',
    SubjectUserName: 'bob',
    SubjectDomainName: 'LAB',
    TargetUserName: '-',
    MandatoryLabel: 'S-1-16-12288',
  });

  test.each([
    'ProcessId: 16',
    'ParentProcessId: 32',
    'User: LAB\\bob',
    'IntegrityLevel: High',
    'IntegrityLevel: S-1-16-12288',
    'NewProcessId: "0x10"',
  ])('4688: %s', (line) => {
    expect(creation(line).match(logged)).toHaveLength(1);
  });

  test('a label that is a word of JavaScript stays a text', () => {
    const hostile = event({ EventID: '4688', Channel: 'Security', MandatoryLabel: 'constructor' });
    expect(creation('IntegrityLevel: constructor').match(hostile)).toHaveLength(1);
  });

  test.each([
    'TargetObject: HKLM\\SYSTEM\\CurrentControlSet\\x\\Start',
    'Details: DWORD (0x00000004)',
    'EventType: SetValue',
  ])('4657: %s', (line) => {
    const change = event({
      EventID: '4657',
      Channel: 'Security',
      ObjectName: '\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet001\\x',
      ObjectValueName: 'Start',
      OperationType: '%%1905',
      NewValueType: '%%1876',
      NewValue: '4',
    });
    const set = rulesOf(rule(selection(line), 'product: windows\ncategory: registry_set'));
    expect(set.match(change)).toHaveLength(1);
  });

  test.each([
    'Image: C:\\a.exe',
    'Image|startswith: \\device\\',
    'Initiated: "true"',
    'Protocol: tcp',
    'Protocol: 6',
    'DestinationIp: 10.0.0.1',
    'ProcessId: 7',
  ])('5156: %s', (line) => {
    const connection = event({
      EventID: '5156',
      Channel: 'Security',
      ProcessID: '7',
      Application: '\\device\\harddiskvolume2\\a.exe',
      Direction: '%%14593',
      Protocol: '6',
      DestAddress: '10.0.0.1',
    });
    const set = rulesOf(rule(selection(line), 'product: windows\ncategory: network_connection'));
    expect(set.match(connection)).toHaveLength(1);
  });

  test('hashes by algorithm, names with spaces and letter case', () => {
    const hashed = sysmon(1, { Hashes: 'SHA1=AA,IMPHASH=BB', 'Process Name': 'x' });
    expect(creation('imphash: bb').match(hashed)).toHaveLength(1);
    expect(creation('ProcessName: x').match(hashed)).toHaveLength(1);
    expect(creation('processname: x').match(hashed)).toHaveLength(1);
  });
});

describe('outcomes', () => {
  test('deprecated rules are skipped, broken ones say why, others go on', () => {
    const set = rulesOf(
      `status: deprecated\n${rule(selection('F: a'))}`,
      rule('condition: s'),
      rule(selection('F: a')),
    );
    expect(set.outcomes.map((one) => one.state)).toEqual(['skipped', 'invalid', 'loaded']);
    expect(set.match(event({ F: 'a' }))).toHaveLength(1);
  });

  test('ids that differ in letter case are one', () => {
    const [id, same] = [
      'ABCDEF00-0000-4000-8000-000000000001',
      'abcdef00-0000-4000-8000-000000000001',
    ];
    const [first, second] = [id, same].map((one) =>
      rule(selection('F: a')).replace('id: r', `id: ${one}`),
    );
    const states = rulesOf(first ?? '', second ?? '').outcomes.map(({ state }) => state);
    expect(states).toEqual(['skipped', 'loaded']);
  });

  test('of two rules with one id the last that loads runs', () => {
    const [first, second] = [rule(selection('F: a')), rule(selection('F: b'))];
    const set = rulesOf(first, second, rule('condition: s'));
    expect(set.outcomes.map(({ state, reason }) => [state, reason])).toEqual([
      ['skipped', 'another version of it stands in 1.yml'],
      ['loaded', ''],
      ['invalid', expect.any(String)],
    ]);
    expect(set.match(event({ F: 'a' }))).toHaveLength(0);
    expect(set.match(event({ F: 'b' }))).toHaveLength(1);
  });

  test('tests under not are left out of the matches', () => {
    const set = rulesOf(rule('a:\n  F: a\nb:\n  G: b\ncondition: a and not b'));
    const [match] = set.match(event({ F: 'A', G: 'x' }));
    expect(match?.matches).toEqual([{ field: 'F', value: 'A' }]);
    expect(match?.rule).toMatchObject({ ruleId: 'r', ruleHash: 'hash 0' });
  });

  test('tests of presence show what is there, tests of absence the field they looked for', () => {
    const matchesOf = (line: string, fields: Parameters<typeof event>[0]) =>
      rulesOf(rule(selection(line))).match(event(fields))[0]?.matches;
    expect(matchesOf('f|exists: true', { F: 'a' })).toEqual([{ field: 'F', value: 'a' }]);
    expect(matchesOf('F|exists: true', { F: ['a', 'b'] })).toEqual([
      { field: 'F', value: 'a' },
      { field: 'F', value: 'b' },
    ]);
    for (const there of [null, '', []])
      expect(matchesOf('F|exists: true', { F: there })).toEqual([{ field: 'F', value: '' }]);
    expect(matchesOf('F|exists: false', { G: 'a' })).toEqual([{ field: 'F', value: '' }]);
    expect(matchesOf('F: null', { G: 'a' })).toEqual([{ field: 'F', value: '' }]);
    expect(matchesOf('F: null', { F: null })).toEqual([{ field: 'F', value: '' }]);
  });

  test('conditions of a list are ORed', () => {
    const set = rulesOf(rule('a:\n  F: a\nb:\n  F: b\ncondition: [a, b]'));
    expect(set.match(event({ F: 'b' }))).toHaveLength(1);
  });
});

describe('filters', () => {
  const filter = (body: string): string =>
    `title: f\nlogsource: {product: windows}\nfilter:\n  ${body.replaceAll('\n', '\n  ')}\n`;
  const both = (body: string) => rulesOf(rule(selection('F: a')), filter(body));

  test('a filter is ANDed to the rule it names', () => {
    const set = both('rules: [r]\nx: {G: good}\ncondition: not x');
    expect(set.match(event({ F: 'a', G: 'good' }))).toHaveLength(0);
    expect(set.match(event({ F: 'a', G: 'bad' }))).toHaveLength(1);
  });

  test('and to no other', () => {
    const set = both('rules: [other]\nx: {G: good}\ncondition: not x');
    expect(set.match(event({ F: 'a', G: 'good' }))).toHaveLength(1);
  });

  test('of filters with one id the last that loads applies', () => {
    const version = (good: string) =>
      filter(`rules: [r]\nx: {G: ${good}}\ncondition: not x`).replace('title', 'id: f\ntitle');
    const broken = version('no').replace('not x', 'not missing');
    const set = rulesOf(version('old'), rule(selection('F: a')), version('new'), broken);
    expect(set.outcomes.map(({ state, reason }) => [state, reason])).toEqual([
      ['skipped', 'another version of it stands in 2.yml'],
      ['loaded', ''],
      ['loaded', ''],
      ['invalid', expect.any(String)],
    ]);
    expect(set.match(event({ F: 'a', G: 'old' }))).toHaveLength(1);
    expect(set.match(event({ F: 'a', G: 'new' }))).toHaveLength(0);
  });

  test.each(['deprecated', 'unsupported'])('a filter that is %s is skipped', (status) => {
    const text = `status: ${status}\n${filter('rules: [r]\nx: {G: good}\ncondition: not x')}`;
    const set = rulesOf(rule(selection('F: a')), text);
    expect(set.outcomes[1]).toMatchObject({ state: 'skipped', reason: `status ${status}`, status });
    expect(set.match(event({ F: 'a', G: 'good' }))).toHaveLength(1);
  });

  test('a broken one is told of as itself', () => {
    const set = both('rules: [r]\nx: {G: good}\ncondition: not missing');
    expect(set.outcomes.map((one) => one.state)).toEqual(['loaded', 'invalid']);
  });
});

test('runs category rules on endpoint events, which have no channel, and says so', () => {
  const created = rule(
    "s:\n  Image|endswith: '\\a.exe'\ncondition: s",
    'product: windows\ncategory: process_creation',
  );
  const set = rulesOf(created);
  const endpoint = { LogSource: 'windows/process_creation/-', Image: 'C:\\a.exe', EventID: '1' };
  expect(set.match(event(endpoint)).map(({ source }) => source)).toEqual(['endpoint']);
  expect(set.match(event({ ...endpoint, LogSource: 'windows/file_event/-' }))).toEqual([]);
  expect(set.match(event({ ...endpoint, Channel: 'Application' }))).toEqual([]);
  const registry = rulesOf(
    rule('s:\n  Details: x\ncondition: s', 'product: windows\ncategory: registry_event'),
  );
  expect(registry.match(event({ LogSource: 'windows/registry_set/-', Details: 'x' }))).toHaveLength(
    1,
  );
  const service = rulesOf(
    rule('s:\n  EventID: 1\ncondition: s', 'product: windows\nservice: sysmon'),
  );
  expect(service.match(event(endpoint))).toEqual([]);
});

test("an event id under another spelling is the rule's own business", () => {
  const set = rulesOf(rule(selection('EventID: 4688'), 'product: windows\nservice: security'));
  expect(set.match(event({ Channel: 'Security', 'Event ID': '4688' }))).toHaveLength(1);
  expect(set.match(event({ Channel: 'Security', EventID: ['1', '4688'] }))).toHaveLength(1);
  expect(set.match(event({ Channel: 'Security', EventID: '1' }))).toHaveLength(0);
  const both = rulesOf(
    rule('a: {EventID: 4688}\nb: {EventID: [5156, 12]}\ncondition: a and b', 'product: windows'),
  );
  expect(both.match(event({ Channel: 'Security', EventID: ['4688', '5156'] }))).toHaveLength(1);
  expect(both.match(event({ Channel: 'Security', EventID: '4688' }))).toHaveLength(0);
});
