import { expect, test } from 'vitest';
import { NO_FACTS } from '@shared/model/indicator';
import { readTyped, refangedValue } from '../../../renderer/features/indicators/typed-value';

const EMPTY = { ...NO_FACTS, type: 'text', value: '', mode: 'literal', active: true } as const;
const typed = (value: string) => readTyped({ ...EMPTY, value });

test.each([
  ['10.20.3.15', 'ip', '10.20.3.15'],
  ['ab'.repeat(16), 'md5', 'ab'.repeat(16)],
  ['hxxps://bad[.]example/x', 'url', 'https://bad.example/x'],
  ['cdn-updates[.]example', 'domain', 'cdn-updates.example'],
  ['norte', 'text', 'norte'],
  ['powershell -enc A', 'commandline', 'powershell -enc A'],
  ['HKCR\\.lockbit', 'registry', 'HKCR\\.lockbit'],
])('%s is typed as %s', (value, type, meant) => {
  expect(typed(value)).toMatchObject({ ok: true, draft: { type, value: meant } });
});

test('what is read into it is told, several values and ranges are not saved as one', () => {
  expect(typed('evil.example:8080')).toMatchObject({ remarks: ['port 8080 is left out'] });
  expect(typed('evil.example # C2')).toMatchObject({
    ...{ draft: { note: 'C2' }, remarks: ['"C2" is its note'] },
  });
  expect(typed('10.0.0.1, 10.0.0.2')).toMatchObject({ ok: false, draft: { type: 'text' } });
  expect(typed('10.0.0.1-10.0.0.9')).toMatchObject({ ok: false });
  expect(typed(' ')).toMatchObject({ ok: true, draft: { type: 'text', value: ' ' } });
});

test('a defanged value of a chosen type is offered re-fanged; a command says what it says', () => {
  const value = 'cdn-updates[.]example';
  expect(refangedValue({ ...EMPTY, type: 'domain', value })).toBe('cdn-updates.example');
  expect(refangedValue({ ...EMPTY, type: 'commandline', value })).toBeNull();
  expect(refangedValue({ ...EMPTY, type: 'domain', value: 'a.example' })).toBeNull();
});
