/** `casescope dump`: the records of EVTX files, no case. */
import type { EvtxEvent } from '@shared/evtx/evtx-event';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { looksLikeEvtx } from '@shared/evtx/file-header';
import { renderXml } from '@shared/evtx/render-xml';
import { Utf8Sink } from '@shared/evtx/utf8-sink';
import { errorText } from '@shared/model/errors';
import { type OpenFile, openFile } from '@electron/pipeline/file-source';
import { FLAG, readArguments, TEXT } from './arguments';
import { note, numberOrText, printBytes, WrongUse } from './output';

export function dumpCommand(words: readonly string[]): number {
  const given = readArguments(words, { format: TEXT, recover: FLAG });
  const format = given.oneOf('format', ['jsonl', 'xml'] as const) ?? 'jsonl';
  if (given.paths.length === 0) throw new WrongUse('name the EVTX files to dump');
  if (given.flag('recover'))
    throw new WrongUse('--recover is not there yet: only live records are read');
  const failed = given.paths.filter((file) => !dumpFile(file, format));
  return failed.length > 0 ? 1 : 0;
}

/** False where the file cannot be read or a record of it was lost. */
function dumpFile(file: string, format: 'jsonl' | 'xml'): boolean {
  try {
    const source = openFile(file);
    try {
      return dumpRecords(file, source, format);
    } finally {
      source.close();
    }
  } catch (error) {
    note(`${file}: ${errorText(error)}`);
    return false;
  }
}

/** Lines are written out together once they take this much. */
const FLUSH_BYTES = 1 << 20;

function dumpRecords(file: string, source: OpenFile, format: 'jsonl' | 'xml'): boolean {
  const head = new Uint8Array(8);
  source.read(head, 0);
  if (!looksLikeEvtx(head)) note(`${file}: does not start like an EVTX file; looking for chunks`);
  const sink = new Utf8Sink(2 * FLUSH_BYTES);
  let lost = 0;
  for (const parsed of openEvtx(source).events()) {
    if (parsed.type === 'flaw') {
      note(`${file}: at ${parsed.flaw.offsetBytes}: ${parsed.flaw.reason}`);
      if (parsed.flaw.recordLost) lost++;
    } else if (format === 'xml') sink.text(`${renderXml(parsed.event.tree())}\n`);
    else writeJsonLine(parsed.event, sink);
    if (sink.length >= FLUSH_BYTES) flush(sink);
  }
  flush(sink);
  return lost === 0;
}

/** `{"Event":{…},"offset":…,"recordId":…}` and what else there is to say of the record. */
function writeJsonLine(event: EvtxEvent, sink: Utf8Sink): void {
  event.writeJson(sink);
  sink.length -= 1;
  const recordId = JSON.stringify(numberOrText(event.recordId));
  sink.text(`,"offset":${event.offsetBytes},"recordId":${recordId}`);
  if (event.recovery !== 'live') sink.text(`,"recovered":true`);
  const extra = event.extraJson();
  sink.text(extra === null ? '}\n' : `,"extra":${extra}}\n`);
}

function flush(sink: Utf8Sink): void {
  printBytes(sink.written());
  sink.length = 0;
}
