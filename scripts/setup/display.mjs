// A display to open windows on: the one there is, or a hidden one of Xvfb.
import { spawn } from 'node:child_process';
import readline from 'node:readline';

export const hasDisplay = () =>
  process.platform !== 'linux' ||
  Boolean(process.env['DISPLAY']) ||
  Boolean(process.env['WAYLAND_DISPLAY']);

const SCREEN = '1600x1000x24';

/** Starts Xvfb on a number it finds free itself and answers `:number`. */
async function startXvfb() {
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'];
  // A group of its own: Ctrl+C in the terminal must not take the display away from under a closing app.
  const xvfb = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
  let complaint = '';
  xvfb.stderr.on('data', (bytes) => (complaint = `${complaint}${bytes}`.slice(-2_000)));
  const number = await new Promise((resolve, reject) => {
    readline.createInterface({ input: xvfb.stdio[3] }).once('line', resolve);
    xvfb.once('error', reject);
    xvfb.once('exit', () => reject(new Error(`Xvfb did not start. ${complaint.trim()}`)));
  });
  process.once('exit', () => xvfb.kill());
  return { xvfb, display: `:${number}` };
}

/**
 * Runs `work` with the environment windows need. ELECTRON_RUN_AS_NODE, which editors set in their
 * terminals, would make Electron a plain Node.
 */
export async function withDisplay(work) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  if (hasDisplay()) return work(env);
  const { xvfb, display } = await startXvfb();
  try {
    return await work({ ...env, DISPLAY: display });
  } finally {
    xvfb.kill();
  }
}
