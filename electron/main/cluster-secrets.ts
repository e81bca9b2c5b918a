/**
 * Secrets of clusters: in memory while the program runs, and on disk only as the system's safe storage encrypts
 * them. Where it has no key of its own to do so, nothing is written (docs/decisions/0031).
 */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { SecretState } from '@shared/contract/cluster-requests';
import {
  CLUSTER_SECRET,
  type ClusterConnection,
  type ClusterSecret,
  needsSecret,
} from '@shared/contract/cluster';
import { replaceFile } from './replace-file';

/** Electron's `safeStorage`, as far as it is used. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  /** Linux only. `basic_text` encrypts with a password that everybody knows. */
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(bytes: Buffer): string;
}

/** Sign-in → base64 of what the system encrypted. */
const KEPT = z.record(z.string(), z.base64());

/** A secret belongs to one sign-in at one address. */
const keyOf = ({ url, auth }: ClusterConnection): string => JSON.stringify([url, auth]);

export class ClusterSecrets {
  readonly #file: string;
  readonly #storage: SafeStorage;
  readonly #session = new Map<string, ClusterSecret>();

  constructor(folder: string, storage: SafeStorage) {
    this.#file = path.join(folder, 'cluster-secrets.json');
    this.#storage = storage;
  }

  get canKeep(): boolean {
    return (
      this.#storage.isEncryptionAvailable() &&
      this.#storage.getSelectedStorageBackend?.() !== 'basic_text'
    );
  }

  /** Null where none is known. */
  of(connection: ClusterConnection): ClusterSecret | null {
    const key = keyOf(connection);
    return this.#session.get(key) ?? this.#kept(key);
  }

  state(connection: ClusterConnection): SecretState {
    const key = keyOf(connection);
    if (this.#kept(key) !== null) return 'kept';
    return this.#session.has(key) ? 'session' : 'none';
  }

  /** Whether a case can be opened with what is known. */
  isKnown(connection: ClusterConnection): boolean {
    return !needsSecret(connection.auth) || this.of(connection) !== null;
  }

  /** @param secret null leaves what is known @param keep beyond this session */
  put(connection: ClusterConnection, secret: ClusterSecret | null, keep: boolean): void {
    const key = keyOf(connection);
    const known = secret ?? this.of(connection);
    if (known === null) return;
    this.#session.set(key, known);
    const { [key]: _, ...others } = this.#read();
    const kept = keep && this.canKeep ? { [key]: this.#encrypted(known) } : {};
    this.#write({ ...others, ...kept });
  }

  #encrypted(secret: ClusterSecret): string {
    return this.#storage.encryptString(JSON.stringify(secret)).toString('base64');
  }

  /** What this system, or this user of it, cannot read is asked for again. */
  #kept(key: string): ClusterSecret | null {
    const kept = this.canKeep ? this.#read()[key] : undefined;
    if (kept === undefined) return null;
    try {
      const text = this.#storage.decryptString(Buffer.from(kept, 'base64'));
      return CLUSTER_SECRET.parse(JSON.parse(text));
    } catch {
      return null;
    }
  }

  #read(): Readonly<Record<string, string>> {
    try {
      return KEPT.parse(JSON.parse(fs.readFileSync(this.#file, 'utf8')));
    } catch {
      return {};
    }
  }

  #write(kept: Readonly<Record<string, string>>): void {
    if (Object.keys(kept).length === 0) fs.rmSync(this.#file, { force: true });
    else replaceFile(this.#file, JSON.stringify(kept));
  }
}
