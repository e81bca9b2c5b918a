/** What the dialog of an update says of filters, of other imports and of damaged packs is what comes true. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, type Locator, test } from 'playwright/test';
import type { TuningDraft } from '@shared/model/rule-tuning';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { AppWindow } from './app-window';

/** Empty: a rule without an id. */
const idOf = (number: number): string =>
  number === 0 ? '' : `id: 66666666-6666-4666-8666-0000000000${number}\n`;
const rule = (number: number, title: string, image: string): string => `title: ${title}
${idOf(number)}level: high
logsource: { product: windows, category: process_creation }
detection: { s: { 'Image|endswith': '${image}' }, condition: s }
`;
const filter = (rules: string, image: string): string => `title: Noise
logsource: { product: windows, category: process_creation }
filter: { rules: ${rules}, s: { 'Image|endswith': '${image}' }, condition: not s }
`;
const correlation = (number: number, of: number): string => `title: Counted
${idOf(number)}level: high
correlation: { type: event_count, rules: [66666666-6666-4666-8666-0000000000${of}], group-by: [Channel], timespan: 30d, condition: { gte: 1 } }
`;
const file = (...documents: readonly string[]): string => documents.join('---\n');

/** The names of the packs a program keeps: of its imports in their order, and of all rules together. */
function packsKept(userFolder: string): { readonly imported: string[]; readonly all: string } {
  const text = fs.readFileSync(path.join(userFolder, 'preferences.json'), 'utf8');
  const { importedRules, gatheredRules } = JSON.parse(text) as {
    importedRules: { pack: { path: string } }[];
    gatheredRules: { pack: { path: string } };
  };
  return { imported: importedRules.map(({ pack }) => pack.path), all: gatheredRules.pack.path };
}

class Rules {
  readonly window: AppWindow;
  readonly dialog: Locator;

  constructor(window: AppWindow) {
    this.window = window;
    this.dialog = window.page.getByRole('dialog');
  }

  /** @param sought in the list: of the rules in it all are in sight */
  static async overSample(sought = '66666666'): Promise<Rules> {
    const window = await AppWindow.launch();
    await window.openSample();
    await window.page.keyboard.press('Control+6');
    await window.page.getByRole('searchbox', { name: 'Filter rules' }).fill(sought);
    return new Rules(window);
  }

  row(title: string): Locator {
    const grid = this.window.page.getByRole('grid', { name: 'Rules' });
    return grid.getByRole('row', { name: title, exact: true });
  }

  async importNew(name: string, ...documents: readonly string[]): Promise<void> {
    await this.window.importRules(name, file(...documents));
    await expect(this.sources).toContainText(name);
  }

  get sources(): Locator {
    return this.window.page.getByRole('list', { name: 'Rule sources' });
  }

  /** In the dialog of an update. */
  changed(title: string): Locator {
    const changes = this.dialog.getByRole('group');
    return changes.getByRole('listitem').filter({ hasText: title });
  }

  async try(): Promise<Locator> {
    await this.dialog.getByRole('button', { name: /^Try \d+ added or changed/ }).press('Enter');
    const told = this.dialog.getByRole('status');
    await expect(told).toBeVisible();
    return told;
  }

  async answer(button: string): Promise<void> {
    await this.dialog.getByRole('button', { name: button }).press('Enter');
    await expect(this.dialog).toHaveCount(0);
  }

  /** Detections of each rule, by its key, as of rules that run now; correlations may be late. */
  async counts(): Promise<ReadonlyMap<string, number>> {
    await this.rerun();
    return this.published();
  }

  async rerun(): Promise<void> {
    const { page } = this.window;
    const changed = page.getByText('Rules changed since the last run over some files.');
    await expect(changed).toBeVisible();
    await page.getByRole('button', { name: 'Re-run SIGMA on all files' }).click();
    await expect(changed).toHaveCount(0);
  }

  /** As `counts`, as they are published. */
  async published(): Promise<ReadonlyMap<string, number>> {
    const { page } = this.window;
    const reply = await page.evaluate(() => globalThis.casescope.ask('detections.byRule', {}));
    return new Map((reply.ok ? reply.answer : []).map((one) => [one.key, one.detections]));
  }

  async end(): Promise<void> {
    expect(this.window.complaints).toEqual([]);
    await this.window.close();
  }
}

test('a trial runs with the filters that stand afterwards; a change of filters alone is one of rules', async () => {
  const rules = await Rules.overSample();
  const { dialog } = rules;
  const named = filter('[66666666-6666-4666-8666-000000000010]', 'certutil.exe');
  await rules.importNew('a.yml', rule(10, 'Tools', 'certutil.exe'), named);
  const before = await rules.counts();
  expect(before.get('66666666-6666-4666-8666-000000000010')).toBeUndefined();
  const other = named.replace('certutil.exe', 'nowhere.exe');
  await rules.window.importRules('b.yml', file(rule(10, 'Tools Too', 'certutil.exe'), other));
  const told = await rules.try();
  await expect(told).toContainText(/find \d+ detections? in .* files?$/);
  const [, promised = ''] = /find (\d+)/.exec(await told.innerText()) ?? [];
  await expect(rules.changed('Tools Too')).toHaveText(`Tools Too ${promised} detections then`);
  await rules.answer('Take the newer version');
  const taken = await rules.counts();
  expect(taken.get('66666666-6666-4666-8666-000000000010')).toBe(Number(promised));
  // Now the filter alone.
  await rules.window.importRules('c.yml', file(rule(10, 'Tools Too', 'certutil.exe'), named));
  await expect(dialog).toContainText(`2 rules changed · ${promised} detection`);
  await expect(rules.changed('Tools Too')).toContainText('what filters leave out of it changes');
  await expect(await rules.try()).toContainText('find 0 detections');
  await expect(rules.changed('Tools Too')).toContainText(/^Tools Too \d+ detections? now, 0 then /);
  await rules.window.shoot('update-of-filters');
  await rules.answer('Take the newer version');
  expect((await rules.counts()).get('66666666-6666-4666-8666-000000000010')).toBeUndefined();
  // Filters that come by themselves ask as well.
  await rules.window.importRules('any.yml', filter('any', 'nowhere.exe').replace('Noise', 'Hum'));
  await expect(dialog).toContainText('Filters of rules that are there');
  await expect(dialog).toContainText('1 rule added');
  await expect(rules.changed('Tools Too')).toBeVisible();
  await rules.answer('Keep what there is');
  await rules.end();
});

test('a trial counts by tuning what is found once the update is taken, also what correlations find', async () => {
  const rules = await Rules.overSample();
  const { page } = rules.window;
  const keyOf = (number: number): string => `66666666-6666-4666-8666-0000000000${number}`;
  const tune = async (draft: TuningDraft): Promise<void> => {
    const asked = page.evaluate(
      (one) => globalThis.casescope.ask('tuning.add', { draft: one }),
      draft,
    );
    expect((await asked).ok).toBe(true);
  };
  const loud = (number: number, of: number): string =>
    correlation(number, of)
      .replace('Counted', `Counted ${number}`)
      .replace(' } }', ' }, generate: true }');
  const tools = (more: string): string[] => [
    rule(80, 'Disabled', 'certutil.exe') + more,
    rule(81, 'Narrowed', '.exe') + more,
    rule(82, 'Same', 'certutil.exe'),
  ];
  await rules.importNew('a.yml', ...tools(''));
  await rules.importNew('mine.yml', loud(90, 80), loud(91, 81), loud(92, 82));
  await tune({ action: 'disable', ruleId: keyOf(80), reason: 'noise' });
  const where = [{ field: 'Image', value: '*powershell.exe' }];
  await tune({ action: 'exclude', ruleId: keyOf(81), reason: 'known', where });
  await rules.rerun();
  await expect.poll(async () => (await rules.published()).get(keyOf(92)) ?? 0).toBeGreaterThan(0);
  const [disabled = '', narrowed = ''] = tools('status: test\n');
  await rules.window.importRules(
    'b.yml',
    file(disabled, narrowed, rule(83, 'New', 'certutil.exe')),
  );
  const lost = rules.changed('Counted 92');
  await expect(lost).toHaveText(
    /^Counted 92 \d+ detections? no longer loaded: a rule that it correlates is gone$/,
  );
  const told = await rules.try();
  await expect(told).toContainText(/ · \d+ left out by tuning/);
  await expect(rules.changed('Disabled')).toHaveText(
    /^Disabled 0 detections then · \d+ left out by tuning$/,
  );
  await expect(told.getByRole('list', { name: '1 rule not loaded' })).toContainText('Counted 92');
  await rules.window.shoot('update-tuned');
  const thenOf = async (title: string): Promise<number> =>
    Number(/(\d+)(?: detections?)? then/.exec(await rules.changed(title).innerText())?.[1]);
  const promised = {
    80: await thenOf('Disabled'),
    81: await thenOf('Narrowed'),
    83: await thenOf('New'),
    90: await thenOf('Counted 90'),
    91: await thenOf('Counted 91'),
    92: await thenOf('Counted 92'),
  };
  await rules.answer('Take the newer version');
  await rules.rerun();
  const found = async (): Promise<unknown> => {
    const published = await rules.published();
    const numbers = Object.keys(promised).map(Number);
    return Object.fromEntries(numbers.map((one) => [one, published.get(keyOf(one)) ?? 0]));
  };
  await expect.poll(found).toEqual(promised);
  expect(promised).toMatchObject({ 80: 0, 90: 0, 92: 0 });
  for (const number of [81, 83, 91] as const) expect(promised[number]).toBeGreaterThan(0);
  await rules.end();
});

test('a trial sees rules of another import whose file has the same path', async () => {
  const rules = await Rules.overSample();
  const others = [21, 22, 23].map((number) => rule(number, `Other ${number}`, 'nowhere.exe'));
  await rules.importNew('rules.yml', rule(20, 'Base', 'certutil.exe'), ...others);
  await rules.importNew('more.yml', rule(30, 'Changes', 'nowhere.exe'));
  const update = file(rule(30, 'Changes Now', 'nowhere.exe'), correlation(40, 20));
  await rules.window.importRules('rules.yml', update);
  const told = await rules.try();
  await expect(told).toContainText(/find [1-9]\d* detections?/);
  await expect(rules.changed('Counted')).toContainText(/^Counted [1-9]\d* detections? then/);
  await expect(rules.changed('Base')).toContainText('a correlation keeps it to itself');
  await expect(told).not.toContainText('not loaded');
  await rules.answer('Take the newer version');
  await rules.end();
});

test('what runs twice is told, where changed rules without an id are imported beside', async () => {
  const rules = await Rules.overSample('Nam');
  const { dialog } = rules;
  await rules.importNew('a.yml', rule(0, 'Nameless', 'a.exe'), rule(11, 'Named', 'a.exe'));
  const second = file(rule(0, 'Nameless', 'b.exe'), rule(11, 'Named', 'b.exe'));
  await rules.window.importRules('b.yml', second);
  await expect(dialog).toContainText(
    '1 changed rule without an id would then run in both versions',
  );
  await rules.window.shoot('update-beside');
  await rules.answer('Import beside');
  await expect(rules.row('Nameless')).toContainText('Loaded');
  await expect(rules.row('Nameless (2)')).toContainText('Loaded');
  const named = rules.row('Named');
  await expect(named.filter({ hasText: 'Loaded' })).toHaveCount(1);
  await expect(named.filter({ hasText: 'another version of it' })).toHaveCount(1);
  await rules.end();
});

test('a damaged pack is told with what to do, and others are imported; imported again, its rules run', async () => {
  const rules = await Rules.overSample();
  const { dialog, sources } = rules;
  const { page, userFolder } = rules.window;
  await rules.importNew('cut.yml', rule(50, 'Cut', 'a.exe'));
  await rules.importNew('sound.yml', rule(51, 'Sound', 'b.exe'));
  const [name = ''] = packsKept(userFolder).imported;
  fs.truncateSync(path.join(userFolder, 'rules', name), 20);
  await rules.importNew('new.yml', rule(52, 'New', 'c.exe'));
  await expect(rules.row('New')).toContainText('Loaded');
  await expect(rules.row('Sound')).toContainText('Loaded');
  const faults = page.getByRole('list', { name: 'Damaged imports' });
  await expect(faults).toContainText(/^cut\.yml: its pack .* cannot be read: /);
  await expect(faults).toContainText(`${path.join('rules', name)} cannot`);
  await expect(faults).toContainText('Import these rules again, or remove them.');
  await expect(sources.getByRole('listitem').filter({ hasText: 'damaged' })).toHaveText(/^cut/);
  await rules.window.shoot('damaged-pack');
  await rules.window.importRules('sound.yml', rule(51, 'Sound Too', 'b.exe'));
  await expect(dialog).toContainText('cut.yml cannot be read and is left out of what is told here');
  await rules.window.shoot('update-beside-damaged-pack');
  await rules.answer('Take the newer version');
  await rules.window.importRules('cut.yml', rule(50, 'Cut', 'a.exe'));
  await expect(rules.row('Cut')).toContainText('Loaded');
  await expect(faults).toHaveCount(0);
  await rules.end();
});

test('what an update changes is told anew where an import is removed before its dialog', async () => {
  const rules = await Rules.overSample();
  const { dialog, sources } = rules;
  const { app, page } = rules.window;
  await rules.importNew('one.yml', rule(60, 'One', 'a.exe'));
  await rules.importNew('two.yml', rule(61, 'Two', 'a.exe'));
  const both = path.join(temporaryFolder('rules'), 'both.yml');
  fs.writeFileSync(both, file(rule(60, 'One Now', 'b.exe'), rule(61, 'Two Now', 'b.exe')));
  // The file is chosen when another dialog is open already.
  await app.evaluate(({ dialog: system, ipcMain }, chosen) => {
    system.showOpenDialog = () =>
      new Promise((resolve) => {
        ipcMain.once('test:choose', () => resolve({ canceled: false, filePaths: [chosen] }));
      });
  }, both);
  await page.getByRole('button', { name: 'Import ZIP' }).click();
  await sources.getByRole('button', { name: 'Remove one.yml…' }).click();
  await expect(dialog).toContainText('Remove these imported rules?');
  await app.evaluate(({ ipcMain }) => ipcMain.emit('test:choose'));
  const isWaiting = () =>
    page.evaluate(async () => (await globalThis.casescope.ask('rules.tryUpdate', {})).ok);
  await expect.poll(isWaiting).toBe(true);
  await dialog.getByRole('button', { name: 'Remove' }).press('Enter');
  await expect(dialog).toContainText('shares most rules with two.yml and would take its place');
  await expect(dialog).toContainText('1 rule added');
  await expect(dialog).toContainText('1 rule changed');
  await rules.answer('Take the newer version');
  await expect(rules.row('One Now')).toContainText('Loaded');
  await expect(sources.getByRole('listitem')).toHaveText([/^Starter/, /^both\.yml/]);
  await rules.end();
});

test('a copied user folder has packs of its own, and one of all rules that was cut is made anew', async () => {
  const first = await AppWindow.launch();
  await first.createCase('c1');
  await first.page.keyboard.press('Control+6');
  await new Rules(first).importNew('x.yml', rule(70, 'Kept', 'kept.exe'));
  const { userFolder } = first;
  await first.close();
  const packs = (folder: string): string[] => fs.readdirSync(path.join(folder, 'rules')).toSorted();
  const kept = packs(userFolder);
  const copy = temporaryFolder('copy');
  const isCopied = (file: string): boolean => !path.basename(file).startsWith('Singleton');
  fs.cpSync(userFolder, copy, { recursive: true, filter: isCopied });
  fs.truncateSync(path.join(copy, 'rules', packsKept(copy).all), 20);
  const rules = new Rules(await AppWindow.launch(copy));
  await rules.window.createCase('c2');
  const { page } = rules.window;
  await page.keyboard.press('Control+6');
  await page.getByRole('searchbox', { name: 'Filter rules' }).fill('66666666');
  await rules.row('Kept').click();
  await expect(page.getByRole('complementary', { name: 'Rule' })).toContainText('kept.exe');
  await rules.sources.getByRole('button', { name: 'Remove x.yml…' }).click();
  await rules.answer('Remove');
  await expect(rules.sources.getByRole('listitem')).toHaveText([/^Starter/]);
  await rules.end();
  expect(packs(userFolder)).toEqual(kept);
});
