/**
 * `npm run bench:evtx -- --peer PATH`: reading EVTX against evtx_dump (crate `evtx`) with `-t 1 -o jsonl` on
 * the same files in the same run, CPU time for CPU time: a ratio above 1 means that ours is faster. One line
 * of JSON on stdout. Without a peer only our own times are told.
 */
import { TemplateStore } from '@shared/evtx/template-store';
import { type Output, OUTPUTS, readFile } from './evtx-outputs';

const isOutput = (text: string | undefined): text is Output =>
  text !== undefined && text in OUTPUTS;

const [first, second, third, fourth, fifth] = process.argv.slice(2);
if (first === '--once' && second !== undefined) {
  // A process that only reads is measured with what reading needs.
  readFile(second, 'json', new TemplateStore());
} else {
  const { compare, measure } = await import('./evtx-compare');
  if (first === '--measure' && second !== undefined && third !== undefined && isOutput(fourth)) {
    console.log(JSON.stringify(measure(second, third, fourth, fifth ?? null)));
  } else compare(first === '--peer' ? (second ?? null) : null);
}
