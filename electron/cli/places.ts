/** Where the built programs and the shipped files lie, seen from built code. */
import path from 'node:path';

const here = import.meta.dirname;

/** The folder of `cli.js`. What commands share is built into a folder below it. */
export const programs = (): string =>
  path.basename(here) === 'chunks' ? path.dirname(here) : here;
/** `out/main` in a checkout, `app.asar/out/main` in a package: resources lie beside `out`. */
export const starterRulesFolder = (): string =>
  path.join(programs(), '../../resources/starter-rules');
