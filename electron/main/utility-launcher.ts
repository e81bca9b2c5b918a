/** Workers as utility processes of the app. */
import path from 'node:path';
import { utilityProcess } from 'electron';
import type { WorkerLauncher } from '@electron/scheduler/worker-launcher';
import { endNow } from './end-now';

export const utilityLauncher: WorkerLauncher = {
  launch(listener) {
    const worker = utilityProcess.fork(path.join(import.meta.dirname, 'worker.js'), [], {
      serviceName: 'casescope-worker',
      stdio: 'pipe',
    });
    worker.stderr?.on('data', (bytes: Buffer) => process.stderr.write(bytes));
    worker.on('message', (message: unknown) => listener.onMessage(message));
    worker.on('exit', (code) => listener.onExit(`its process ended with code ${code}`));
    return {
      get pid() {
        return worker.pid ?? null;
      },
      send: (message) => worker.postMessage(message),
      kill: () => endNow(worker),
    };
  },
};
