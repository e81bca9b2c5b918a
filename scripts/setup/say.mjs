// What set-up does is said on stderr: stdout belongs to the command that follows.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Not import.meta.dirname: an older Node must get as far as being told that it is too old.
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const say = (text) => process.stderr.write(`${text}\n`);

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/**
 * Runs a program to its end and answers its exit code, as a shell would give it (128 + signal). Signals
 * sent to this process go to the program, so that stopping a command leaves nothing running.
 */
export async function runToEnd(program, args, options = {}) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
  // Ctrl+C in a terminal reaches the program anyway; twice would mean "at once" to some.
  const pass = (signal) => (signal === 'SIGINT' && process.stdin.isTTY ? true : child.kill(signal));
  for (const signal of Object.keys(SIGNALS)) process.on(signal, pass);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve(code ?? 128 + (SIGNALS[signal] ?? 9)));
    });
  } finally {
    for (const signal of Object.keys(SIGNALS)) process.off(signal, pass);
  }
}

/** Runs a program of set-up with its output on stderr; throws with the command line when it fails. */
export async function run(program, args, options = {}) {
  const code = await runToEnd(program, args, { stdio: ['ignore', 2, 2], ...options });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
}

export const succeeds = (program, args) =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;
