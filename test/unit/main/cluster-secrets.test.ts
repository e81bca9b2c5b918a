/** Where secrets of clusters stay, with the three kinds of storage Electron may find. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClusterConnection } from '@shared/contract/cluster';
import { ClusterSecrets, type SafeStorage } from '@electron/main/cluster-secrets';
import { temporaryFolder } from '../../fixtures/temporary-folder';

/** A system's storage with a key of its own. */
function storage(backend?: string, isAvailable = true): SafeStorage {
  const [key, iv] = [randomBytes(32), randomBytes(16)];
  return {
    isEncryptionAvailable: () => isAvailable,
    ...(backend !== undefined && { getSelectedStorageBackend: () => backend }),
    encryptString: (text) => {
      const cipher = createCipheriv('aes-256-cbc', key, iv);
      return Buffer.concat([cipher.update(text), cipher.final()]);
    },
    decryptString: (bytes) => {
      const decipher = createDecipheriv('aes-256-cbc', key, iv);
      return Buffer.concat([decipher.update(bytes), decipher.final()]).toString();
    },
  };
}

const connection: ClusterConnection = {
  url: 'https://search.example:9200',
  trust: { type: 'system' },
  auth: { type: 'basic', username: 'alva' },
};
const secret = { secret: 'harbour-qX7', sessionToken: null };

const written = (folder: string): string =>
  fs
    .readdirSync(folder)
    .map((name) => fs.readFileSync(path.join(folder, name), 'latin1'))
    .join('\n');

describe('a secret', () => {
  it.each([undefined, 'gnome_libsecret', 'kwallet6'])(
    'is kept encrypted where the system can (%s) and it was asked for',
    (backend) => {
      const [folder, system] = [temporaryFolder(), storage(backend)];
      new ClusterSecrets(folder, system).put(connection, secret, true);
      expect(written(folder)).toContain('search.example');
      expect(written(folder)).not.toContain('harbour');
      const next = new ClusterSecrets(folder, system);
      expect(next.of(connection)).toEqual(secret);
      expect(next.state(connection)).toBe('kept');
    },
  );

  it.each([
    ['basic_text', true],
    ['unknown', false],
  ])('stays in the session where it cannot: %s', (backend, isAvailable) => {
    const [folder, system] = [temporaryFolder(), storage(backend, isAvailable)];
    const secrets = new ClusterSecrets(folder, system);
    secrets.put(connection, secret, true);
    expect(secrets.canKeep).toBe(false);
    expect(secrets.state(connection)).toBe('session');
    expect(secrets.of(connection)).toEqual(secret);
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(new ClusterSecrets(folder, system).of(connection)).toBeNull();
  });

  it('is written nowhere where it was not asked for, and forgotten where it no longer is', () => {
    const [folder, system] = [temporaryFolder(), storage()];
    const secrets = new ClusterSecrets(folder, system);
    secrets.put(connection, secret, true);
    secrets.put(connection, null, false);
    expect(secrets.state(connection)).toBe('session');
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(new ClusterSecrets(folder, system).isKnown(connection)).toBe(false);
  });

  it('belongs to one sign-in at one address', () => {
    const secrets = new ClusterSecrets(temporaryFolder(), storage());
    secrets.put(connection, secret, true);
    const other = { ...connection, url: 'https://evil.example' };
    expect(secrets.of(other)).toBeNull();
    expect(secrets.of({ ...connection, auth: { type: 'bearer' } })).toBeNull();
    expect(secrets.isKnown({ ...connection, auth: { type: 'none' } })).toBe(true);
  });

  it('that another user of the system encrypted is asked for again', () => {
    const folder = temporaryFolder();
    new ClusterSecrets(folder, storage()).put(connection, secret, true);
    expect(new ClusterSecrets(folder, storage()).of(connection)).toBeNull();
    fs.writeFileSync(path.join(folder, 'cluster-secrets.json'), 'no JSON');
    expect(new ClusterSecrets(folder, storage()).of(connection)).toBeNull();
  });
});
