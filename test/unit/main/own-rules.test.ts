import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { OwnRules } from '@electron/main/own-rules';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const rule = (title: string): string => `title: ${JSON.stringify(title)}\nid: x\n`;

test('rules are named after their titles, kept with their cases, and deleted', () => {
  const own = new OwnRules(temporaryFolder());
  expect(own.files()).toEqual([]);
  const first = own.write(null, { text: rule('Näive / Title: 1'), cases: '' });
  const second = own.write(null, { text: rule('Näive / Title: 1'), cases: '- name: a\n' });
  expect([first, second]).toEqual(['My rules/n-ive-title-1.yml', 'My rules/n-ive-title-1-2.yml']);
  expect(own.read(second)).toEqual({ text: rule('Näive / Title: 1'), cases: '- name: a\n' });
  own.write(second, { text: rule('Other'), cases: ' ' });
  expect(own.read(second)).toEqual({ text: rule('Other'), cases: '' });
  own.remove(second);
  expect(own.files()).toEqual([first]);
});

test.each(['NUL', '../../x', '', '日本', 'a'.repeat(500)])(
  '%j gives a file name any system takes',
  (title) => {
    const own = new OwnRules(temporaryFolder());
    const file = own.write(null, { text: rule(title), cases: '' });
    expect(file).toMatch(/^My rules\/(?!nul\.)[a-z0-9-]{1,64}\.yml$/);
  },
);

test('a name that is not listed leads nowhere', () => {
  const folder = temporaryFolder();
  const own = new OwnRules(folder);
  own.write(null, { text: rule('a'), cases: '' });
  fs.writeFileSync(path.join(folder, 'secret.yml'), 'x');
  for (const file of ['../secret.yml', 'My rules/../../secret.yml', 'none.yml']) {
    expect(() => own.read(file)).toThrow('no longer there');
    expect(() => own.write(file, { text: '', cases: '' })).toThrow('no longer there');
    expect(() => own.remove(file)).toThrow('no longer there');
  }
});
