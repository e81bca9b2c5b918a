/**
 * A database file that becomes visible only when it is whole: written under a unique name, synced,
 * renamed. Nothing else ever opens it before that, so it needs neither journal nor locks.
 */
import fs from 'node:fs';
import path from 'node:path';
import { buildingPath } from './case-paths';
import { openWriter, type SqliteWriter } from './sqlite';

export class BuildingDatabase {
  readonly writer: SqliteWriter;
  readonly #finalPath: string;
  readonly #buildingPath: string;

  constructor(finalPath: string, options: { readonly pageBytes: number; readonly schema: string }) {
    this.#finalPath = finalPath;
    this.#buildingPath = buildingPath(finalPath);
    fs.mkdirSync(path.dirname(finalPath), { recursive: true });
    this.writer = openWriter(this.#buildingPath);
    this.writer.exec(`
      PRAGMA page_size = ${options.pageBytes};
      PRAGMA journal_mode = OFF;
      PRAGMA synchronous = OFF;
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA cache_size = -65536;
      PRAGMA temp_store = MEMORY;
      BEGIN;
      ${options.schema}
    `);
  }

  /** Commits, syncs and renames to the final name. */
  publish(): void {
    this.writer.exec('COMMIT');
    this.writer.close();
    syncFile(this.#buildingPath);
    fs.renameSync(this.#buildingPath, this.#finalPath);
    syncFolder(path.dirname(this.#finalPath));
  }

  /** Leaves nothing behind. */
  abandon(): void {
    this.writer.close();
    fs.rmSync(this.#buildingPath, { force: true });
  }
}

function syncFile(file: string): void {
  const descriptor = fs.openSync(file, 'r+');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Makes a rename itself durable; Windows cannot open folders and needs no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
