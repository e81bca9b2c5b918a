/** CPU time, which a busy machine disturbs less than the clock; user and system together, in ms. */
import { spawnSync } from 'node:child_process';

export function cpuMsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** CPU time of a command, as the shell's own `time` tells it; its output is thrown away. */
export function cpuMsOfCommand(command: readonly string[]): number {
  const quoted = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const script = `TIMEFORMAT='%U %S'; time ${quoted} > /dev/null 2> /dev/null`;
  const { stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  const seconds = stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
  if (seconds.length !== 2 || seconds.some(Number.isNaN)) {
    throw new Error(`${command[0]} could not be timed: ${stderr}`);
  }
  return seconds.reduce((sum, one) => sum + one, 0) * 1_000;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

export const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
