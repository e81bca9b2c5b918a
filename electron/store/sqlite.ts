/**
 * The one file that knows which better-sqlite3 there is, and the one place where lock errors are seen:
 * every statement runs through `counted`. Readers cannot write: they get no method for it, and
 * `query_only` besides.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';

// Not named `require`: the bundler would take it for its own.
const nodeRequire = createRequire(import.meta.url);

/** better-sqlite3 13 needs Node-API 10 and crashes on less (Electron up to 35), which has 11.5 beside it. */
function loadDriver(): typeof BetterSqlite3 {
  if (Number(process.versions['napi']) >= 10)
    return nodeRequire('better-sqlite3') as typeof BetterSqlite3;
  const beside = path.join(
    path.dirname(process.execPath),
    'sqlite',
    'node_modules',
    'better-sqlite3',
  );
  return nodeRequire(beside) as typeof BetterSqlite3;
}

let driver: typeof BetterSqlite3 | undefined;
let lockErrors = 0;
/** Errors counted already: a statement's error passes through its transaction too. */
const known = new WeakSet<Error>();

/** SQLITE_BUSY and SQLITE_LOCKED met in this process so far. The design allows none. */
export const lockErrorCount = (): number => lockErrors;

export function isLockError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED');
}

/** The file is no database, or a broken one. */
export function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB');
}

function counted<Answer>(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (isLockError(error) && error instanceof Error && !known.has(error)) {
      known.add(error);
      lockErrors++;
    }
    throw error;
  }
}

export type SqlValue = string | number | bigint | Uint8Array | null;
export type Row = Readonly<Record<string, unknown>>;

export class Statement {
  readonly #statement: BetterSqlite3.Statement;

  constructor(statement: BetterSqlite3.Statement) {
    this.#statement = statement;
  }

  run(...values: SqlValue[]): number {
    return counted(() => Number(this.#statement.run(...values).lastInsertRowid));
  }

  get(...values: SqlValue[]): Row | undefined {
    return counted(() => this.#statement.get(...values) as Row | undefined);
  }

  all(...values: SqlValue[]): Row[] {
    return counted(() => this.#statement.all(...values) as Row[]);
  }

  /** Row by row; the connection does nothing else until it is through. */
  iterate(...values: SqlValue[]): Iterable<Row> {
    return this.#statement.iterate(...values) as Iterable<Row>;
  }
}

export class SqliteReader {
  protected readonly database: BetterSqlite3.Database;

  constructor(database: BetterSqlite3.Database) {
    this.database = database;
  }

  prepare(sql: string): Statement {
    return new Statement(counted(() => this.database.prepare(sql)));
  }

  close(): void {
    this.database.close();
  }
}

export class SqliteWriter extends SqliteReader {
  exec(sql: string): void {
    counted(() => this.database.exec(sql));
  }

  /** Runs work as one transaction; an error in it rolls everything back. */
  transaction<Answer>(work: () => Answer): Answer {
    return counted(() => this.database.transaction(work).immediate());
  }
}

/** How long a statement waits for another process's lock before it counts as a lock error. */
const BUSY_TIMEOUT_MS = 2_000;

function open(
  file: string,
  options: BetterSqlite3.Options,
  morePragmas = '',
): BetterSqlite3.Database {
  driver ??= loadDriver();
  const Driver = driver;
  const database = counted(() => new Driver(file, { timeout: BUSY_TIMEOUT_MS, ...options }));
  // At once, and not by `pragma`, which prepares a statement for each: a search opens a thousand files.
  database.exec(`PRAGMA trusted_schema = OFF; ${morePragmas}`);
  return database;
}

/** Read-only. @param options `cacheKib`: most of the file's pages that are kept, 2,000 by default */
export function openReader(
  file: string,
  { cacheKib }: { readonly cacheKib?: number } = {},
): SqliteReader {
  const cache = cacheKib === undefined ? '' : `PRAGMA cache_size = -${cacheKib}`;
  const pragmas = `PRAGMA query_only = ON; ${cache}`;
  return new SqliteReader(open(file, { readonly: true, fileMustExist: true }, pragmas));
}

export function openWriter(
  file: string,
  options: { readonly timeoutMs?: number } = {},
): SqliteWriter {
  return new SqliteWriter(
    open(file, options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
  );
}

/**
 * Opens a file whose only purpose is to be locked by this process. Finding it locked is an answer, not a
 * lock error of the design, so it is not counted. @throws the driver's error where another holds it
 */
export function openLockFile(file: string): SqliteWriter {
  driver ??= loadDriver();
  const database = new driver(file, { timeout: 0 });
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw error;
  }
  return new SqliteWriter(database);
}
