import { beforeEach, expect, test } from 'vitest';
import { answer, forgetQuestions, refuse, waiting } from '../../fixtures/held-bridge';
import type { RuleTrial } from '@shared/contract/rule-views';
import { OwnRules } from '@electron/main/own-rules';
import { useView } from '../../../renderer/app/view-store';
import { useRuleEditor } from '../../../renderer/features/rule-editor/rule-editor-store';
import { showCaseOf } from '../../fixtures/open-case';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const { begin, copy, forgetCase, giveUp, leave, open, readPlaceholders, save, tryOnCase, write } =
  useRuleEditor.getState();
const draft = () => useRuleEditor.getState().draft;
const dialog = () => useView.getState().dialog?.type ?? null;
const rule = (title: string): string => `title: ${title}\n`;

let own: OwnRules;
/** What is kept on the disk, by file. */
const kept = () => Object.fromEntries(own.files().map((file) => [file, own.read(file).text]));

/** Main has been asked. */
async function beginSave(): Promise<void> {
  void save();
  await waiting('rules.saveOwn');
}

/** The oldest save that waits is done, as main does it. */
async function answerSave(): Promise<void> {
  const [first] = await waiting('rules.saveOwn');
  if (first === undefined) throw new Error('nothing is being saved');
  await answer('rules.saveOwn', { file: own.write(first.file, first) });
}

beforeEach(() => {
  own = new OwnRules(temporaryFolder());
  giveUp();
  forgetCase();
  useView.getState().reset();
  forgetQuestions();
});

test('a new rule that is saved twice at once stands in one file', async () => {
  begin(rule('Twice'));
  void save();
  void save();
  expect(await waiting('rules.saveOwn')).toHaveLength(1);
  await answerSave();
  expect(await waiting('rules.saveOwn')).toEqual([]);
  expect(kept()).toEqual({ 'My rules/twice.yml': rule('Twice') });
});

test('what is changed and saved while a save runs follows it into the same file', async () => {
  begin(rule('First'));
  await beginSave();
  write({ text: rule('Second') });
  void save();
  write({ text: rule('Third') });
  void save();
  expect(await waiting('rules.saveOwn')).toHaveLength(1);
  await answerSave();
  await answerSave();
  expect(await waiting('rules.saveOwn')).toEqual([]);
  expect(kept()).toEqual({ 'My rules/first.yml': rule('Third') });
  expect(draft()).toMatchObject({ file: 'My rules/first.yml', text: rule('Third') });
});

test('what is typed while a save runs is unsaved behind it', async () => {
  begin(rule('A'));
  await beginSave();
  write({ text: rule('A, changed') });
  await answerSave();
  expect(draft()).toMatchObject({ text: rule('A, changed'), saved: { text: rule('A') } });
});

test('nothing is asked for where nothing is unsaved', async () => {
  begin(rule('A'));
  void save();
  await answerSave();
  await save();
  expect(await waiting('rules.saveOwn')).toEqual([]);
});

test('a save that is refused leaves what was written, to be saved again', async () => {
  begin(rule('A'));
  void save();
  void leave();
  await refuse('rules.saveOwn', 'The disk is full.');
  expect(draft()).toMatchObject({ file: null, text: rule('A') });
  expect(dialog()).toBe('leaveRule');
  void save();
  await answerSave();
  expect(kept()).toEqual({ 'My rules/a.yml': rule('A') });
});

test('a save that ends late is no save of the rule that is open by then', async () => {
  begin(rule('A'));
  await beginSave();
  giveUp();
  begin(rule('B'));
  await answerSave();
  expect(draft()).toMatchObject({ file: null, text: rule('B'), saved: { text: '' } });
  void save();
  await answerSave();
  expect(kept()).toEqual({ 'My rules/a.yml': rule('A'), 'My rules/b.yml': rule('B') });
});

test('what was asked for behind it, a save and to leave, is not done to the rule that is open by then', async () => {
  begin(rule('A'));
  await beginSave();
  write({ text: rule('A, changed') });
  void save();
  void leave();
  giveUp();
  begin(rule('B'));
  await answerSave();
  expect(await waiting('rules.saveOwn')).toEqual([]);
  expect(draft()).toMatchObject({ file: null, text: rule('B') });
  expect(dialog()).toBeNull();
});

test('nor of another file that is opened meanwhile', async () => {
  const other = own.write(null, { text: rule('C'), cases: '' });
  begin(rule('A'));
  await beginSave();
  giveUp();
  void open(other);
  await answer('rules.own', own.read(other));
  await answerSave();
  expect(draft()).toMatchObject({ file: other, text: rule('C'), saved: { text: rule('C') } });
});

test('one leaves behind the save that runs, unasked; what was typed since is asked about', async () => {
  begin(rule('A'));
  await beginSave();
  void leave();
  expect(draft()).not.toBeNull();
  await answerSave();
  expect([draft(), dialog()]).toEqual([null, null]);
  begin(rule('B'));
  await beginSave();
  write({ text: rule('B, changed') });
  void leave();
  await answerSave();
  expect(draft()).toMatchObject({ text: rule('B, changed') });
  expect(dialog()).toBe('leaveRule');
});

test('a rule that is read late does not take the place of what is being written', async () => {
  void copy('rules/x.yml', '');
  begin(rule('Mine'));
  await answer('rules.text', { text: rule('Copied') });
  expect(draft()).toMatchObject({ text: rule('Mine') });
  giveUp();
  void open('My rules/slow.yml');
  begin(rule('Mine'));
  await answer('rules.own', { text: rule('Slow'), cases: '' });
  expect(draft()).toMatchObject({ file: null, text: rule('Mine') });
});

test('of rules asked for one after the other the last one is opened', async () => {
  void copy('rules/first.yml', '');
  void copy('rules/second.yml', '');
  await answer('rules.text', { text: rule('First') });
  expect(draft()).toBeNull();
  await answer('rules.text', { text: rule('Second') });
  expect(draft()).toMatchObject({ file: null, text: rule('Second') });
});

test('a trial of one rule says nothing of another, nor of another case', async () => {
  const trial = { detections: 1 } as RuleTrial;
  const tried = () => useRuleEditor.getState().tried.state;
  begin(rule('A'));
  void tryOnCase();
  expect(tried()).toBe('running');
  giveUp();
  begin(rule('B'));
  await answer('rules.try', trial);
  expect(tried()).toBe('never');
  void tryOnCase();
  forgetCase();
  void tryOnCase();
  await refuse('rules.try', 'of the case before');
  expect(tried()).toBe('running');
  await answer('rules.try', trial);
  expect(tried()).toBe('done');
});

test('placeholders are those of the open case', async () => {
  showCaseOf('/cases/a');
  void readPlaceholders();
  showCaseOf('/cases/b');
  forgetCase();
  await answer('rules.placeholders', { tools: ['of a'] });
  expect(useRuleEditor.getState().placeholders).toEqual({});
  void readPlaceholders();
  await answer('rules.placeholders', { tools: ['of b'] });
  expect(useRuleEditor.getState().placeholders).toEqual({ tools: ['of b'] });
});
