import { describe, expect, it } from 'vitest';
import { notFound } from '../../../scripts/setup/libraries.mjs';
import { isTooOld } from '../../../scripts/setup/node-version.mjs';
import { tarballName } from '../../../scripts/setup/npm-pack.mjs';
import { placeOf, withFuses } from '../../../scripts/setup/runtime-members.mjs';

describe('the oldest Node', () => {
  it.each(['20.19.0', '20.20.2', '21.0.0', '22.1.0', '100.0.0'])('%s will do', (version) => {
    expect(isTooOld(version)).toBe(false);
  });
  it.each(['20.18.3', '20.9.0', '18.20.0', '9.9.9'])('%s is too old', (version) => {
    expect(isTooOld(version)).toBe(true);
  });
});

describe('what npm and ldd print', () => {
  it('names the tarball in both shapes of npm pack, scoped or not', () => {
    expect(tarballName('[{"filename":"electron-33.2.1.tgz"}]')).toBe('electron-33.2.1.tgz');
    expect(tarballName('[{"filename":"@scope/name-1.0.0.tgz"}]')).toBe('scope-name-1.0.0.tgz');
    expect(tarballName('{"name":{"filename":"scope-name-1.0.0.tgz"}}')).toBe(
      'scope-name-1.0.0.tgz',
    );
  });

  it('lists the libraries that are missing, and only those', () => {
    const printed = [
      '\tlinux-vdso.so.1 (0x00007ffd)',
      '\tlibgtk-3.so.0 => not found',
      '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)',
      '\tlibasound.so.2 => not found',
    ].join('\n');
    expect(notFound(printed)).toEqual(['libgtk-3.so.0', 'libasound.so.2']);
    expect(notFound('\tnot a dynamic executable')).toEqual([]);
  });
});

describe('the test runtime', () => {
  it('keeps the driver and leaves out the app it comes in', () => {
    const app = 'Cypress/resources/app/';
    expect(placeOf(`${app}node_modules/better-sqlite3/lib/index.js`)).toBe(
      'sqlite/node_modules/better-sqlite3/lib/index.js',
    );
    expect(placeOf(`${app}node_modules/better-sqlite3/deps/sqlite3/sqlite3.c`)).toBeNull();
    expect(placeOf(`${app}packages/server/index.js`)).toBeNull();
    expect(placeOf('Cypress/locales/en-US.pak')).toBe('locales/en-US.pak');
    expect(placeOf('Cypress/locales/')).toBeNull();
  });

  const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const binary = (wire) => Buffer.from(`before${SENTINEL}${wire}after`, 'latin1');

  it('has the inspector on and the snapshot off, and nothing else changed', () => {
    const before = binary('\x01\x0810000010');
    expect(withFuses(before)).toEqual(binary('\x01\x0810010000'));
    expect(before).toEqual(binary('\x01\x0810000010'));
  });

  it('is refused where its fuses are not where they are known to be', () => {
    expect(() => withFuses(Buffer.from('no wire'))).toThrow('no single fuse wire');
    expect(() => withFuses(Buffer.concat([binary('\x01'), binary('\x01')]))).toThrow('no single');
    expect(() => withFuses(binary('\x02\x0810000010'))).toThrow('version 2');
  });
});
