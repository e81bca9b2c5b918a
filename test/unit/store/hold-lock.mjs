// Takes the lock file given, as another program would, says so on its output and holds on.
import { createRequire } from 'node:module';
import path from 'node:path';

const beside = path.join(path.dirname(process.execPath), 'sqlite/node_modules/better-sqlite3');
const name = Number(process.versions.napi) >= 10 ? 'better-sqlite3' : beside;
const Database = createRequire(import.meta.url)(name);
const database = new Database(process.argv[2], { timeout: 0 });
try {
  database.exec('BEGIN EXCLUSIVE');
  console.log('held');
  process.stdin.resume();
} catch (error) {
  console.log(error.code);
}
