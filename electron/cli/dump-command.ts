/** `casescope dump`: the records of EVTX files, no case. */
import type { EvtxEvent } from '@shared/evtx/evtx-event';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { looksLikeEvtx } from '@shared/evtx/file-header';
import { renderXml } from '@shared/evtx/render-xml';
import { Utf8Sink } from '@shared/evtx/utf8-sink';
import { errorText } from '@shared/model/errors';
import { type OpenFile, openFile } from '@electron/pipeline/file-source';
import { NODE_CODE } from '@electron/pipeline/node-code';
import { FLAG, readArguments, requireExisting, TEXT } from './arguments';
import { numberOrText } from '@electron/pipeline/event-line';
import { note, printBytes, WrongUse } from './output';

export function dumpCommand(words: readonly string[]): number {
  const given = readArguments(words, { format: TEXT, recover: FLAG });
  const format = given.oneOf('format', ['jsonl', 'xml'] as const) ?? 'jsonl';
  if (given.paths.length === 0) throw new WrongUse('name the EVTX files to dump');
  requireExisting(given.paths);
  const wanted: Wanted = { format, recover: given.flag('recover') };
  const failed = given.paths.filter((file) => !dumpFile(file, wanted));
  return failed.length > 0 ? 1 : 0;
}

/** False where the file cannot be read or a record of it was lost. */
function dumpFile(file: string, wanted: Wanted): boolean {
  try {
    const source = openFile(file);
    try {
      return dumpRecords(file, source, wanted);
    } finally {
      source.close();
    }
  } catch (error) {
    note(`${file}: ${errorText(error)}`);
    return false;
  }
}

interface Wanted {
  readonly format: 'jsonl' | 'xml';
  readonly recover: boolean;
}

/** Lines are written out together once they take this much. */
const FLUSH_BYTES = 1 << 20;

function dumpRecords(file: string, source: OpenFile, { format, recover }: Wanted): boolean {
  const head = new Uint8Array(8);
  source.read(head, 0);
  const isEvtx = looksLikeEvtx(head);
  if (!isEvtx) note(`${file}: does not start like an EVTX file; looking for chunks`);
  const sink = new Utf8Sink(2 * FLUSH_BYTES);
  let [records, lost] = [0, 0];
  for (const parsed of openEvtx(source, { recover, native: NODE_CODE }).events()) {
    if (parsed.type === 'flaw') {
      note(`${file}: at ${parsed.flaw.offsetBytes}: ${parsed.flaw.reason}`);
      if (parsed.flaw.recordLost) lost++;
      continue;
    }
    records++;
    if (format === 'xml') writeXmlLine(parsed.event, sink);
    else writeJsonLine(parsed.event, sink);
    if (sink.length >= FLUSH_BYTES) flush(sink);
  }
  flush(sink);
  if (lost > 0) note(`${file}: ${lost} records could not be read`);
  if (!isEvtx && records === 0) note(`${file}: no record found, so it is no event log`);
  return lost === 0 && (isEvtx || records > 0);
}

function writeXmlLine(event: EvtxEvent, sink: Utf8Sink): void {
  if (event.recovery !== 'live') sink.text(`<!-- ${event.recovery} -->`);
  sink.text(`${renderXml(event.tree())}\n`);
}

/** `{"Event":{…},"offset":…,"recordId":…}` and what else there is to say of the record. */
function writeJsonLine(event: EvtxEvent, sink: Utf8Sink): void {
  event.writeJson(sink);
  sink.length -= 1;
  const recordId = JSON.stringify(numberOrText(event.recordId));
  sink.text(`,"offset":${event.offsetBytes},"recordId":${recordId}`);
  if (event.recovery !== 'live') sink.text(`,"recovered":true,"recovery":"${event.recovery}"`);
  const extra = event.extraJson();
  sink.text(extra === null ? '}\n' : `,"extra":${extra}}\n`);
}

function flush(sink: Utf8Sink): void {
  printBytes(sink.written());
  sink.length = 0;
}
