/** Workers as utility processes of the app. */
import path from 'node:path';
import { utilityProcess } from 'electron';
import type { WorkerLauncher } from '@electron/scheduler/worker-launcher';

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
      kill: () => {
        // SIGKILL, not the polite kill(): a hung thread keeps a process alive through SIGTERM.
        if (worker.pid !== undefined) process.kill(worker.pid, 'SIGKILL');
        else worker.kill();
      },
    };
  },
};
