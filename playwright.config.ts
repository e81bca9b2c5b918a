import { defineConfig } from 'playwright/test';

/** What each kind of run is made of (scripts/tests.mjs, scripts/million.mjs). */
const FOLDERS = { e2e: 'test/e2e', scale: 'test/scale', cluster: 'test/cluster' };
const kind = (process.env['CASESCOPE_E2E'] ?? 'e2e') as keyof typeof FOLDERS;

export default defineConfig({
  testDir: FOLDERS[kind],
  testMatch: '**/*.spec.ts',
  globalSetup: './test/fixtures/temporary-root.ts',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  reporter: [
    ['list'],
    ['json', { outputFile: `test-results/${kind === 'cluster' ? 'cluster-' : ''}e2e.json` }],
  ],
  use: { trace: 'off' },
});
