/** Where the command line keeps what only saves time: the user's own cache folder, by platform. */
import os from 'node:os';
import path from 'node:path';

export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return path.join(baseFolder(environment), 'casescope');
}

function baseFolder(environment: NodeJS.ProcessEnv): string {
  switch (process.platform) {
    case 'win32':
      return environment['LOCALAPPDATA'] ?? path.join(os.homedir(), 'AppData', 'Local');
    case 'darwin':
      return path.join(os.homedir(), 'Library', 'Caches');
    default:
      // XDG Base Directory Specification: an empty or relative path counts as none.
      return absolute(environment['XDG_CACHE_HOME']) ?? path.join(os.homedir(), '.cache');
  }
}

const absolute = (folder: string | undefined): string | null =>
  folder !== undefined && path.isAbsolute(folder) ? folder : null;
