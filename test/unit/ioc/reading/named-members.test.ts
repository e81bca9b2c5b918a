/** Values by the names of their members, columns and parts: none is lost because its name is a plural or unknown. */
import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';

const SHA256 = 'ab'.repeat(32);
const understood = (text: string): string[] =>
  readIndicators(text).understood.map(({ draft: { type, value } }) => `${type} ${value}`);

test('lists under plural names are of their singular', () => {
  const iocs = {
    ...{
      ips: ['192.0.2.1'],
      mutexes: ['M'],
      services: ['EvilSvc'],
      usernames: ['bob'],
      users: ['ann'],
    },
    ...{ hostnames: ['WS01'], commands: ['whoami'], command_lines: ['cmd /c a'], pipes: ['p1'] },
    ...{ sids: ['S-1-5-21-1-2-3-4'], user_agents: ['curl/7'], file_paths: ['C:\\a\\b.exe'] },
    ...{ registry_keys: ['HKLM\\Software\\A'], sha256s: [SHA256], process_names: ['b.exe'] },
  };
  expect(understood(JSON.stringify({ iocs })).toSorted()).toEqual(
    [
      ...['ip 192.0.2.1', 'mutex M', 'service EvilSvc', 'username bob', 'username ann'],
      ...['hostname WS01', 'commandline whoami', 'commandline cmd /c a', 'pipe p1'],
      ...['sid S-1-5-21-1-2-3-4', 'useragent curl/7', 'filepath C:\\a\\b.exe'],
      ...['registry HKLM\\Software\\A', `sha256 ${SHA256}`, 'process b.exe'],
    ].toSorted(),
  );
  expect(understood('{"ip":"192.0.2.1","mutexes":[{"value":"B"}]}')).toEqual([
    'ip 192.0.2.1',
    'mutex B',
  ]);
});

test('a list under an unknown name is refused with its path beside what is understood', () => {
  const { refused } = readIndicators('{"iocs":{"ips":["192.0.2.1"],"gadgets":["x","y"]}}');
  expect(refused).toMatchObject([
    { place: 'iocs › gadgets', text: 'x', reason: expect.stringContaining('says no type') },
    { place: 'iocs › gadgets', text: 'y' },
  ]);
});

test('a value under the name of a type it cannot be is of its own', () => {
  const [found] = readIndicators('{"hosts":[{"address":"a@evil.com"}]}').understood;
  expect(found).toMatchObject({ draft: { type: 'email' }, remarks: ['it is no ip'] });
});

test('cells under headings that name no type are taken where their looks are sure', () => {
  const table = [
    'domain,NetworkIP,FileHashValue,EmailSenderAddress,Analyst',
    `evil.com,192.0.2.10,${SHA256},bad@evil.com,10.0.0.1`,
    ',192.0.2.11,,,',
  ].join('\n');
  const reading = readIndicators(table);
  expect(
    reading.understood.map(({ draft, isMeant }) => [draft.type, draft.value, isMeant]),
  ).toEqual([
    ['domain', 'evil.com', true],
    ['ip', '192.0.2.10', true],
    ['sha256', SHA256, true],
    ['email', 'bad@evil.com', true],
    ['ip', '10.0.0.1', false],
    ['ip', '192.0.2.11', true],
  ]);
  expect(reading.refused).toEqual([]);
});

test('what stands in a note of a table is told', () => {
  const [found] = readIndicators('ip,comment\n192.0.2.1,seen with evil.com\n').understood;
  expect(found?.remarks).toEqual(['"evil.com" stands in its note and is not sought']);
});

test('is_active says whether it is on', () => {
  const { understood: all } = readIndicators('[{"ioc":"evil.com","is_active":0}]');
  expect(all).toMatchObject([{ draft: { value: 'evil.com', active: false } }]);
});

test('parts of composites of MISP that are left out are told', () => {
  const Attribute = [
    { type: 'regkey|value', value: 'HKLM\\Software\\Bad|evilvalue' },
    { type: 'ip-dst|port', value: '192.0.2.1|443' },
  ];
  const { understood: all } = readIndicators(JSON.stringify({ Event: { info: 'x', Attribute } }));
  expect(all.map(({ remarks }) => remarks)).toEqual([
    ['its value "evilvalue" is left out'],
    ['its port "443" is left out'],
  ]);
});
