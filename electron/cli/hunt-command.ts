/** `casescope hunt`: parse and hunt without a case. */
import { type EventRecord, textOf } from '@shared/model/event';
import type { RuleMatch } from '@shared/model/detection';
import { errorText } from '@shared/model/errors';
import type { EvidenceReader } from '@shared/model/evidence-reader';
import { formatFileTime } from '@shared/model/time-text';
import { compileRules, type RuleSet } from '@shared/sigma/rule-set';
import { openReaderFor, sniff } from '@electron/pipeline/evidence-kind';
import { openFile } from '@electron/pipeline/file-source';
import { walk } from '@electron/pipeline/intake/walk';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { FLAG, readArguments, requireExisting, TEXT, TEXTS } from './arguments';
import { DETECTION_COLUMNS, detectionLine, type PlacedEvent } from './detection-line';
import { note, rowFormat, rowPrinter, WrongUse } from './output';

export async function huntCommand(words: readonly string[]): Promise<number> {
  const given = readArguments(words, { rules: TEXTS, format: TEXT, json: FLAG });
  const rulePaths = given.all('rules');
  if (rulePaths.length === 0)
    throw new WrongUse('--rules is needed: a folder, a file, or a rule archive');
  if (given.paths.length === 0) throw new WrongUse('name the evidence to hunt over');
  requireExisting(given.paths);
  const rules = compileRules(await readRuleSources(rulePaths));
  const print = rowPrinter(rowFormat(given), DETECTION_COLUMNS);
  note(`${rules.rules.length} of ${rules.outcomes.length} rules loaded`);
  let failed = 0;
  for (const walked of walk(given.paths, null)) {
    if (!walked.readable) {
      note(`${walked.path}: ${walked.reason}`);
      if (walked.isFault) failed++;
    } else if (!huntFile(walked.path, rules, print)) failed++;
  }
  return failed > 0 ? 1 : 0;
}

/** False where the file could not be read to its end, or a record of it was lost. */
function huntFile(
  file: string,
  rules: RuleSet,
  print: (row: Readonly<Record<string, unknown>>) => void,
): boolean {
  try {
    const source = openFile(file);
    try {
      const sniffed = sniff(source);
      if (sniffed.kind === null) {
        note(`${file}: skipped, ${sniffed.reason}`);
        return true;
      }
      return huntRecords(file, openReaderFor(sniffed.kind, source, { whole: false }), rules, print);
    } finally {
      source.close();
    }
  } catch (error) {
    note(`${file}: ${errorText(error)}`);
    return false;
  }
}

function huntRecords(
  file: string,
  reader: EvidenceReader,
  rules: RuleSet,
  print: (row: Readonly<Record<string, unknown>>) => void,
): boolean {
  let lost = 0;
  for (const parsed of reader.records()) {
    if (parsed.type === 'flaw') {
      note(`${file}: at ${parsed.flaw.offsetBytes}: ${parsed.flaw.reason}`);
      if (parsed.flaw.recordLost) lost++;
    } else for (const match of rules.match(parsed.event)) print(lineOf(file, parsed.event, match));
  }
  if (lost > 0) note(`${file}: ${lost} records could not be read`);
  return lost === 0;
}

function lineOf(
  file: string,
  event: EventRecord,
  match: RuleMatch,
): Readonly<Record<string, unknown>> {
  const place: PlacedEvent = {
    file,
    offset: event.offsetBytes,
    recordId: event.recordId,
    recovery: event.recovery,
    eventRecordId: textOf(event, 'EventRecordID'),
    time: event.time === null ? null : formatFileTime(event.time),
    channel: textOf(event, 'Channel'),
    eventId: textOf(event, 'EventID'),
    computer: textOf(event, 'Computer'),
  };
  return detectionLine(place, match.rule, match.source, match.matches);
}
