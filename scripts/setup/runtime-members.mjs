// What of the package the test runtime comes from is kept, and the switches in its binary.

/** Where a zip member goes in the runtime folder; null leaves it out. */
export function placeOf(name) {
  const modules = 'Cypress/resources/app/node_modules/';
  if (name.endsWith('/')) return null;
  if (/^Cypress\/[^/]+$/.test(name)) {
    const file = name.slice('Cypress/'.length);
    // 115 MB, and not needed once the fuse below is off.
    if (file === 'browser_v8_context_snapshot.bin') return null;
    return file === 'Cypress' ? 'electron' : file;
  }
  if (name === 'Cypress/locales/en-US.pak') return name.slice('Cypress/'.length);
  if (!name.startsWith(modules)) return null;
  const inside = name.slice(modules.length);
  const wanted =
    /^(bindings|file-uri-to-path)\//.test(inside) ||
    /^better-sqlite3\/(package\.json|LICENSE|lib\/|build\/Release\/better_sqlite3\.node$)/.test(
      inside,
    );
  return wanted ? `sqlite/node_modules/${inside}` : null;
}

const FUSE_SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const FUSE_NODE_CLI_INSPECT = 3;
const FUSE_BROWSER_SNAPSHOT = 6;

/** Electron's binary with the inspector on, which Playwright needs, and without the snapshot left out. */
export function withFuses(binary) {
  const bytes = Buffer.from(binary);
  const at = bytes.indexOf(FUSE_SENTINEL);
  if (at < 0 || bytes.indexOf(FUSE_SENTINEL, at + 1) >= 0) throw new Error('no single fuse wire');
  const wire = at + FUSE_SENTINEL.length;
  if (bytes[wire] !== 1) throw new Error(`unknown fuse wire version ${bytes[wire]}`);
  bytes[wire + 2 + FUSE_NODE_CLI_INSPECT] = '1'.charCodeAt(0);
  bytes[wire + 2 + FUSE_BROWSER_SNAPSHOT] = '0'.charCodeAt(0);
  return bytes;
}
