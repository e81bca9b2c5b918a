/** `casescope dump`: the records of EVTX files, no case. */
import { openEvtx } from '@shared/evtx/evtx-reader';
import { looksLikeEvtx } from '@shared/evtx/file-header';
import { renderJson } from '@shared/evtx/render-json';
import { renderXml } from '@shared/evtx/render-xml';
import { errorText } from '@shared/model/errors';
import { type OpenFile, openFile } from '@electron/pipeline/file-source';
import { FLAG, readArguments, requireExisting, TEXT } from './arguments';
import { note, numberOrText, print, printJson, WrongUse } from './output';

export function dumpCommand(words: readonly string[]): number {
  const given = readArguments(words, { format: TEXT, recover: FLAG });
  const format = given.oneOf('format', ['jsonl', 'xml'] as const) ?? 'jsonl';
  if (given.paths.length === 0) throw new WrongUse('name the EVTX files to dump');
  if (given.flag('recover'))
    throw new WrongUse('--recover is not there yet: only live records are read');
  requireExisting(given.paths);
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

function dumpRecords(file: string, source: OpenFile, format: 'jsonl' | 'xml'): boolean {
  const head = new Uint8Array(8);
  source.read(head, 0);
  const isEvtx = looksLikeEvtx(head);
  if (!isEvtx) note(`${file}: does not start like an EVTX file; looking for chunks`);
  let [records, lost] = [0, 0];
  for (const parsed of openEvtx(source).trees()) {
    if (parsed.type === 'flaw') {
      note(`${file}: at ${parsed.flaw.offsetBytes}: ${parsed.flaw.reason}`);
      if (parsed.flaw.recordLost) lost++;
      continue;
    }
    records++;
    if (format === 'xml') print(renderXml(parsed.record.tree));
    else {
      const { event, extra } = renderJson(parsed.record.tree);
      const { offsetBytes: offset, recordId, recovered } = parsed.record.event;
      printJson({
        ...event,
        offset,
        recordId: numberOrText(recordId),
        ...(recovered ? { recovered } : {}),
        ...(extra === undefined ? {} : { extra }),
      });
    }
  }
  if (lost > 0) note(`${file}: ${lost} records could not be read`);
  if (!isEvtx && records === 0) note(`${file}: no record found, so it is no event log`);
  return lost === 0 && (isEvtx || records > 0);
}
