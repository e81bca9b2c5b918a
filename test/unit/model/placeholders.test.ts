import { expect, test } from 'vitest';
import { PLACEHOLDERS } from '@shared/model/placeholders';
import { compileRules } from '@shared/sigma/rule-set';

test('a list without texts is none: its rules say so instead of never firing', () => {
  const lists = PLACEHOLDERS.parse({ admins: [], hosts: ['ws-1'] });
  expect(lists).toEqual({ hosts: ['ws-1'] });
  const text = `title: x
logsource: { product: windows }
detection: { s: { User|expand: '%admins%' }, condition: s }
`;
  const [outcome] = compileRules([{ path: 'x.yml', text, hash: '' }], lists).outcomes;
  expect(outcome).toMatchObject({ state: 'notRun' });
});
