// What set-up does is said on stderr: stdout belongs to the command that follows.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
export const say = (text) => process.stderr.write(`${text}\n`);

/** Runs a program with its output on stderr; throws with the command line when it fails. */
export function run(program, args, options = {}) {
  const done = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (done.error) throw done.error;
  if (done.status !== 0) {
    throw new Error(`${program} ${args.join(' ')} ended with ${done.status ?? done.signal}`);
  }
}

export const succeeds = (program, args) =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;
