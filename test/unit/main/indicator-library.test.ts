import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type IndicatorDraft, NO_FACTS } from '@shared/model/indicator';
import { IndicatorLibrary } from '@electron/main/indicator-library';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const draft = (value: string, more: Partial<IndicatorDraft> = {}): IndicatorDraft => ({
  ...{ ...NO_FACTS, type: 'domain', value, mode: 'literal', active: true },
  ...more,
});

test('what is kept is there after a start, merged by what it seeks, and goes again', () => {
  const folder = temporaryFolder();
  const library = new IndicatorLibrary(folder);
  expect(library.list()).toEqual([]);
  library.add([draft('evil.example', { note: 'first' }), draft('bad.example')]);
  library.add([draft('EVIL.example', { note: 'second', tlp: 'red' })]);
  const again = new IndicatorLibrary(folder);
  expect(again.list()).toEqual([
    { ...draft('evil.example', { note: 'first · second', tlp: 'red' }), id: 1 },
    { ...draft('bad.example'), id: 2 },
  ]);
  expect(again.drafts([2, 99])).toEqual([draft('bad.example')]);
  expect(again.remove([1])).toEqual([{ ...draft('bad.example'), id: 2 }]);
  // A number is never given twice: the window may hold on to the one before.
  expect(again.add([draft('third.example')]).map(({ id }) => id)).toEqual([2, 3]);
});

test('what is switched off or revoked in the case stays off, whatever is kept again', () => {
  const library = new IndicatorLibrary(temporaryFolder());
  library.add([draft('evil.example', { active: false }), draft('bad.example')]);
  library.add([draft('bad.example', { active: false })]);
  expect(library.list().map(({ active }) => active)).toEqual([false, true]);
  expect(library.drafts([1])).toEqual([draft('evil.example', { active: false })]);
  library.add([draft('evil.example', { note: 'again' }), draft('evil.example')]);
  expect(library.list()[0]).toMatchObject({ active: false, note: 'again' });
  library.remove([1]);
  library.add([draft('evil.example', { active: false }), draft('evil.example')]);
  expect(library.list().map(({ value, active }) => [value, active])).toEqual([
    ['bad.example', true],
    ['evil.example', true],
  ]);
});

test('a library that cannot be read is told and never written over', () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'indicator-library.json');
  fs.writeFileSync(file, '{"nextId": 1, "indicators": [{"id": 1}]}');
  const library = new IndicatorLibrary(folder);
  expect(() => library.list()).toThrow('cannot be read');
  expect(() => library.add([draft('x.example')])).toThrow('cannot be read');
  expect(fs.readFileSync(file, 'utf8')).toContain('"indicators"');
});
