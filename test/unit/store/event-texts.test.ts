import { expect, it } from 'vitest';
import { BatchColumns } from '@shared/model/batch-columns';
import { textsIn } from '@electron/store/event-texts';

const eventOf = (fields: Readonly<Record<string, string>>): BatchColumns => {
  const columns = new BatchColumns();
  columns.add({ names: Object.keys(fields), values: Object.values(fields) });
  return columns;
};

it('finds fields as rules call them, those their category sees among them', () => {
  const created = {
    ...{ Channel: 'Security', EventID: '4688', Computer: 'WS1', 'Process Name': 'p' },
    ...{ NewProcessName: 'C:\\whoami.exe', NewProcessId: '0x10', ProcessId: '0x20' },
    ...{ SubjectUserName: 'bob', SubjectDomainName: 'CORP' },
  };
  const texts = textsIn(eventOf(created), 0);
  expect(texts('image')).toEqual(['C:\\whoami.exe']);
  expect(texts('NewProcessName')).toEqual(['C:\\whoami.exe']);
  expect(texts('User')).toEqual(['CORP\\bob']);
  expect(texts('ComputerName')).toEqual(['WS1']);
  expect(texts('ParentProcessId')).toEqual(['32']);
  expect(texts('ProcessName')).toEqual(['p']);
  expect(texts('Signature')).toEqual([]);
});

it('knows an event without a channel by its provider, and the hives of endpoint products', () => {
  const created = {
    ...{ Provider_Name: 'Microsoft-Windows-Security-Auditing', EventID: '4688' },
    NewProcessName: 'C:\\cmd.exe',
  };
  expect(textsIn(eventOf(created), 0)('Image')).toEqual(['C:\\cmd.exe']);
  const set = {
    ...{ LogSource: 'windows/registry_set/', TargetObject: 'HKEY_LOCAL_MACHINE\\Software\\x' },
  };
  expect(textsIn(eventOf(set), 0)('TargetObject')).toContain('HKLM\\Software\\x');
});

it('adds nothing to events of other kinds', () => {
  const logon = { Channel: 'Security', EventID: '4624', SubjectUserName: 'bob', ProcessName: 'x' };
  const texts = textsIn(eventOf(logon), 0);
  expect([texts('Image'), texts('User'), texts('subjectusername')]).toEqual([[], [], ['bob']]);
});
