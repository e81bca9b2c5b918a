/** Where the built programs and the shipped files lie, seen from this built file. */
import path from 'node:path';

export const programs = (): string => import.meta.dirname;
/** `out/main` in a checkout, `app.asar/out/main` in a package: resources lie beside `out`. */
export const starterRulesFolder = (): string =>
  path.join(import.meta.dirname, '../../resources/rules');
