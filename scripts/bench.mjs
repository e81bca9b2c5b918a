// `npm run bench:<name>`: bundles test/bench/<name>.ts the way the app is bundled and runs it on Electron as
// Node. The bench prints one line of JSON on stdout; set-up speaks on stderr.
import path from 'node:path';
import { setUp } from './setup/setup.mjs';
import { root } from './setup/say.mjs';

await setUp({ build: false, window: false });
// Only now is it sure to be installed.
const { build } = await import('vite');
const [, , name] = process.argv;
const outDir = path.join(root, 'out/bench');
await build({
  root,
  configFile: false,
  logLevel: 'error',
  resolve: { alias: { '@shared': path.join(root, 'shared') } },
  build: {
    ssr: path.join(root, `test/bench/${name}.ts`),
    target: 'node20.18',
    outDir,
    emptyOutDir: false,
    rolldownOptions: { output: { entryFileNames: '[name].js' } },
  },
});
process.argv.splice(2, 1, path.join(outDir, `${name}.js`));
await import('./with-electron-node.mjs');
