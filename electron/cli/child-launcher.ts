/** Workers as child processes, for the command line and tests. */
import { fork } from 'node:child_process';
import path from 'node:path';
import type { WorkerLauncher } from '@electron/scheduler/worker-launcher';

/** A launcher for the worker entry in the folder of built programs. */
export const childLauncher = (programs: string): WorkerLauncher => ({
  launch(listener) {
    const worker = fork(path.join(programs, 'worker.js'), [], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    worker.on('message', (message) => listener.onMessage(message));
    worker.on('error', () => undefined);
    worker.once('exit', (code, signal) =>
      listener.onExit(
        signal === null
          ? `its process ended with code ${code}`
          : `its process was ended by ${signal}`,
      ),
    );
    return {
      pid: worker.pid ?? null,
      send: (message) => {
        if (worker.connected) worker.send(message as object);
      },
      kill: () => worker.kill('SIGKILL'),
    };
  },
});
