// Writes resources/sample-case anew from test/fixtures/sample-case. Run it after changing the story or the
// EVTX writer; a unit test compares the folder with what the story makes.
import fs from 'node:fs';
import path from 'node:path';
import { createServer } from 'vite';
import { root } from './setup/say.mjs';

const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  resolve: { alias: { '@shared': path.join(root, 'shared') } },
});
try {
  const { sampleCase } = await server.ssrLoadModule('/test/fixtures/sample-case/sample-case.ts');
  const folder = path.join(root, 'resources/sample-case');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of sampleCase()) {
    fs.writeFileSync(path.join(folder, name), bytes);
    console.log(`${name} ${bytes.length} bytes`);
  }
} finally {
  await server.close();
}
