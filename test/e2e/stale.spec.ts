import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { sampleFile } from './evidence-files';

const NAMES = ['WS-ALVA-Security.evtx', 'WS-ALVA-Sysmon.evtx'];
const STALE = '2 files have not been hunted with the indicators the case has now.';

test('that indicators changed since a file was hunted is known after a restart, until it is hunted again', async () => {
  const first = await AppWindow.launch();
  await first.createCase('Stale');
  await first.drop(...NAMES.map(sampleFile));
  for (const name of NAMES) await first.expectState(name, 'Completed');
  await expect(first.page.getByRole('note')).toHaveCount(0);
  const put = (id: number | null, note: string, active: boolean) =>
    first.page.evaluate(
      (change) =>
        globalThis.casescope.ask('indicators.put', {
          ...{ type: 'text', value: 'certutil.exe', mode: 'literal', source: '' },
          ...{ confidence: null, tlp: null, validUntil: null, severity: null },
          ...change,
        }),
      { id, note, active },
    );
  // One that is switched off is not hunted for, so nothing is out of date.
  await put(null, '', false);
  await expect(first.page.getByRole('note')).toHaveCount(0);
  await put(1, '', true);
  await expect(first.page.getByRole('note')).toContainText(STALE);
  await first.close();

  const second = await AppWindow.launch(first.userFolder);
  const { page } = second;
  await page.getByRole('button', { name: /Stale/ }).first().click();
  await expect(page.getByRole('note')).toContainText(STALE);
  for (const name of NAMES)
    await expect(second.fileRow(name)).toContainText('stale: indicators changed');
  await page.keyboard.press('Control+5');
  await expect(page.getByText('have not been hunted for the change yet')).toBeVisible();
  await page.keyboard.press('Control+1');
  await page.getByRole('button', { name: 'Re-run 2 stale files' }).click();
  await expect(page.getByRole('note')).toHaveCount(0);
  const file = await second.file('WS-ALVA-Sysmon.evtx');
  expect(file.lastRun?.operation).toBe('ioc_only');
  expect(file.published?.counts.hits).toBeGreaterThan(0);
  await second.close();
});

test('what a change makes stale is told before the change is answered', async () => {
  const window = await AppWindow.launch();
  await window.createCase('Told');
  const { atAnswer, later } = await window.page.evaluate(async () => {
    const { ask, follow } = globalThis.casescope;
    let heard = (): void => undefined;
    let told: string | null | undefined;
    const leave = follow('queue', ({ packs }) => {
      told = packs.indicators;
      heard();
    });
    const state = await ask('app.state', {});
    await ask('indicators.add', {
      caseFolder: state.ok ? (state.answer.open?.folder ?? '') : '',
      drafts: [
        {
          ...{ type: 'text', value: 'certutil.exe', mode: 'literal', active: true, note: '' },
          ...{ source: '', confidence: null, tlp: null, validUntil: null, severity: null },
        },
      ],
    });
    const atAnswer = told;
    const next = new Promise<void>((resolve) => (heard = resolve));
    // The queue is told again when the list is asked for.
    await ask('evidence.list', {});
    await next;
    leave();
    return { atAnswer, later: told };
  });
  expect(atAnswer).toEqual(expect.any(String));
  expect(atAnswer).toBe(later);
  await window.close();
});
