/** Makes a case of made events: `run-program.mjs test/bench/make-case.ts FOLDER FILES EVENTS_OF_EACH`. */
import { makeCase } from './search-case';

const [folder, files, events] = process.argv.slice(2);
if (folder === undefined || files === undefined || events === undefined)
  throw new Error('make-case FOLDER FILES EVENTS_OF_EACH');
console.log(JSON.stringify(makeCase(folder, Number(files), Number(events))));
