// Runs a TypeScript program of test/ (fuzzing, benchmarks): bundled as the app is, on the Electron binary as
// Node, so that what it measures is what ships.
import path from 'node:path';
import { build } from 'vite';
import { CONSTANTS } from './setup/constants.mjs';
import { root, runToEnd } from './setup/say.mjs';
import { ruleCompiler } from './setup/rule-compiler.mjs';
import { setUp } from './setup/setup.mjs';

const [program, ...rest] = process.argv.slice(2);
await setUp({ window: false });
// By its folder too: one may run while the other of its name is built.
const name = `${path.basename(path.dirname(program))}-${path.basename(program, '.ts')}`;
const folder = path.join(root, 'test-results/programs');
await build({
  root,
  configFile: false,
  logLevel: 'error',
  define: { RULE_COMPILER: JSON.stringify(ruleCompiler(root)) },
  resolve: {
    alias: { '@shared': path.join(root, 'shared'), '@electron': path.join(root, 'electron') },
  },
  build: {
    ssr: true,
    outDir: folder,
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: {
      // The threads a search is spread over are a program of their own.
      input: {
        [name]: path.join(root, program),
        'search-share': path.join(root, 'electron/search/share-thread.ts'),
      },
      optimization: CONSTANTS.optimization,
      output: { ...CONSTANTS.output, entryFileNames: '[name].mjs' },
    },
  },
});
process.exitCode = await runToEnd(process.execPath, [
  path.join(root, 'scripts/with-electron-node.mjs'),
  path.join(folder, `${name}.mjs`),
  ...rest,
]);
