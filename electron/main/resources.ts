/** Where the files shipped with the program lie, packaged or in a checkout. */
import path from 'node:path';
import { app } from 'electron';

const root = (): string => (app.isPackaged ? process.resourcesPath : app.getAppPath());

export const resources = {
  starterRules: (): string => path.join(root(), 'resources', 'starter-rules'),
  sampleCase: (): string => path.join(root(), 'resources', 'sample-case'),
  icon: (): string => path.join(root(), 'resources', 'icon.png'),
};
