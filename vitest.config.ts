import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { ruleCompiler } from './scripts/setup/rule-compiler.mjs';

const from = (relative: string): string => path.resolve(import.meta.dirname, relative);

/** What each kind of run is made of (scripts/tests.mjs). */
const KINDS = {
  unit: { include: ['test/{unit/**/*,architecture}.test.{ts,tsx,mjs}'] },
  /** Where it matters which Node and which SQLite driver there is. */
  shipped: { include: ['test/unit/store/**/*.test.ts'] },
  conformance: { include: ['test/conformance/**/*.test.ts'] },
  // One server for all, on two cores: a file at a time.
  cluster: {
    include: ['test/cluster/**/*.test.ts'],
    globalSetup: ['test/cluster/shared-server.ts'],
    fileParallelism: false,
    // A busy computer takes most of a minute to start a server.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
};
const kind = (process.env['CASESCOPE_TESTS'] ?? 'unit') as keyof typeof KINDS;

export default defineConfig({
  resolve: { alias: { '@shared': from('shared'), '@electron': from('electron') } },
  define: { RULE_COMPILER: JSON.stringify(ruleCompiler(import.meta.dirname)) },
  test: {
    globalSetup: 'test/fixtures/temporary-root.ts',
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    ...KINDS[kind],
  },
});
