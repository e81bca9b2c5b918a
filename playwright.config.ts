import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: process.env['CASESCOPE_SCALE'] === undefined ? 'test/e2e' : 'test/scale',
  globalSetup: './test/fixtures/temporary-root.ts',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: { trace: 'off' },
});
