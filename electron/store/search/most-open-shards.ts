/** How many shards a search keeps open: opening one anew costs more than asking its index. */
import fs from 'node:fs';

/** Open ones take a quarter of a megabyte each. */
const MOST = 1_024;
/** Where the system does not say what it grants. */
const ANYWHERE = 512;

/** Linux tells a process its limits there; null elsewhere. */
function limitsOfProcess(): string | null {
  try {
    return fs.readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return null;
  }
}

/**
 * Half of the open files the process may have, all threads together; the other half is for everything else.
 * @param threads that each keep as many
 */
export function mostOpenShards(
  threads: number,
  platform: string = process.platform,
  limits: string | null = limitsOfProcess(),
): number {
  if (platform === 'win32') return MOST;
  const granted = /^Max open files\s+(\d+)/m.exec(limits ?? '')?.[1];
  return granted === undefined
    ? Math.floor(ANYWHERE / threads)
    : Math.min(MOST, Math.floor(Number(granted) / 2 / threads));
}
