import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { ruleCompiler } from './scripts/setup/rule-compiler.mjs';

const from = (relative: string): string => path.resolve(import.meta.dirname, relative);

export default defineConfig({
  resolve: { alias: { '@shared': from('shared'), '@electron': from('electron') } },
  define: { RULE_COMPILER: JSON.stringify(ruleCompiler(import.meta.dirname)) },
  test: {
    include: [
      process.env['CASESCOPE_TESTS'] === 'conformance'
        ? 'test/conformance/**/*.test.ts'
        : 'test/{unit/**/*,architecture}.test.{ts,tsx,mjs}',
    ],
    globalSetup: 'test/fixtures/temporary-root.ts',
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
