import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { CONSTANTS } from './scripts/setup/constants.mjs';
import { ruleCompiler } from './scripts/setup/rule-compiler.mjs';

const from = (relative: string): string => path.resolve(import.meta.dirname, relative);
const alias = { '@shared': from('shared'), '@electron': from('electron') };

// Explicit targets: electron-vite derives them from the declared Electron, which is newer than the
// oldest one the code must run on (docs/decisions/0001).
const NODE = 'node20.18';
const CHROME = 'chrome130';

export default defineConfig({
  main: {
    resolve: { alias },
    define: { RULE_COMPILER: JSON.stringify(ruleCompiler(import.meta.dirname)) },
    build: {
      target: NODE,
      sourcemap: true,
      externalizeDeps: true,
      rolldownOptions: {
        optimization: CONSTANTS.optimization,
        input: {
          index: from('electron/main/index.ts'),
          worker: from('electron/worker/index.ts'),
          'worker-thread': from('electron/worker/thread.ts'),
          'search-thread': from('electron/search/thread.ts'),
          'search-share': from('electron/search/share-thread.ts'),
          search: from('electron/search/index.ts'),
          jobs: from('electron/jobs/index.ts'),
          cli: from('electron/cli/index.ts'),
          'cluster-line': from('electron/store/cluster/line-thread.ts'),
        },
        output: {
          ...CONSTANTS.output,
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      target: NODE,
      // A sandboxed preload must be one CommonJS file that needs nothing but Electron.
      externalizeDeps: { exclude: ['zod'] },
      rolldownOptions: {
        input: { index: from('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: from('renderer'),
    resolve: { alias },
    plugins: [react()],
    build: {
      target: CHROME,
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: from('renderer/index.html') } },
    },
  },
});
