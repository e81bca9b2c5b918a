/** `casescope hunt`: parse and hunt without a case. */
import { type EventRecord, textOf } from '@shared/model/event';
import type { RuleMatch } from '@shared/model/detection';
import { timelessText } from '@electron/scheduler/left-out';
import { errorText } from '@shared/model/errors';
import type { EvidenceReader } from '@shared/model/evidence-reader';
import type { FileTime } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import { BatchColumns } from '@shared/model/batch-columns';
import { type SlowRule, slowRuleText } from '@shared/model/slow-rule';
import type { RuleHunt } from '@shared/sigma/engine/rule-hunt';
import type { RuleSet } from '@shared/sigma/rule-set';
import { openReaderFor, sniff } from '@electron/pipeline/evidence-kind';
import { HUNT_CLOCK } from '@electron/process/hunt-clock';
import { openFile } from '@electron/pipeline/file-source';
import { walk } from '@electron/pipeline/intake/walk';
import { FLAG, lineLimitIn, readArguments, requireExisting, TEXT, TEXTS } from './arguments';
import type { PlacedEvent } from '@electron/pipeline/event-line';
import { detectionLine, detectionPrinter } from './detection-line';
import { huntRules } from './hunt-rules';
import { HuntedCorrelations } from './hunted-correlations';
import { placeholdersIn } from './placeholders-file';
import { note, rowFormat, WrongUse } from './output';

export async function huntCommand(words: readonly string[]): Promise<number> {
  const given = readArguments(words, {
    ...{ rules: TEXTS, placeholders: TEXT, format: TEXT, json: FLAG, 'line-limit': TEXT },
  });
  const rulePaths = given.all('rules');
  if (rulePaths.length === 0)
    throw new WrongUse('--rules is needed: a folder, a file, or a rule archive');
  if (given.paths.length === 0) throw new WrongUse('name the evidence to hunt over');
  requireExisting(given.paths);
  const limitBytes = lineLimitIn(given);
  const rules = await huntRules(rulePaths, placeholdersIn(given.text('placeholders')) ?? {});
  const print = detectionPrinter(rowFormat(given));
  const loaded = rules.outcomes.filter(({ state }) => state === 'loaded').length;
  note(`${loaded} of ${rules.outcomes.length} rules loaded`);
  const correlations = rules.correlations.length > 0 ? new HuntedCorrelations(rules) : null;
  try {
    const failed = huntPaths(given.paths, { rules, print, correlations, limitBytes });
    correlations?.print(print);
    const timeless = timelessText(correlations?.timeless ?? 0);
    if (timeless !== null) note(`correlations: ${timeless}`);
    return failed > 0 ? 1 : 0;
  } finally {
    correlations?.close();
  }
}

interface Hunt {
  readonly rules: RuleSet;
  readonly print: (row: Readonly<Record<string, unknown>>) => void;
  readonly correlations: HuntedCorrelations | null;
  readonly limitBytes: number;
}

/** @returns how many could not be read */
function huntPaths(paths: readonly string[], hunt: Hunt): number {
  let failed = 0;
  for (const walked of walk(paths, null)) {
    if (!walked.readable) {
      note(`${walked.path}: ${walked.reason}`);
      if (walked.isFault) failed++;
    } else if (!huntFile(walked.path, hunt)) failed++;
  }
  return failed;
}

/** More share more, and are seen later. */
const BATCH_EVENTS = 8_192;

/** False where the file could not be read to its end, or a record of it was lost. */
function huntFile(file: string, hunt: Hunt): boolean {
  try {
    const source = openFile(file);
    try {
      const sniffed = sniff(source);
      if (sniffed.kind === null) {
        note(`${file}: skipped, ${sniffed.reason}`);
        return true;
      }
      const { limitBytes } = hunt;
      const reader = openReaderFor(sniffed.kind, source, { whole: false, limitBytes });
      return huntRecords(file, reader, hunt);
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
  { rules, print, correlations }: Hunt,
): boolean {
  let lost = 0;
  const batch = new Batch(rules, file, ({ ticks, place }, match) => {
    correlations?.add(place, ticks, match);
    if (!match.silent) print(detectionLine(place, match.rule, match.source, match.matches));
  });
  for (const parsed of reader.records()) {
    if (parsed.type === 'flaw') {
      note(`${file}: at ${parsed.flaw.offsetBytes}: ${parsed.flaw.reason}`);
      if (parsed.flaw.recordLost) lost++;
    } else if (batch.add(parsed.event) === BATCH_EVENTS) batch.hunt();
  }
  batch.hunt();
  if (batch.isForNoRule) note(`${file}: not applicable: no rule is about events like its own`);
  for (const slow of batch.slow) note(`${file}: ${slowRuleText(slow)}`);
  if (lost > 0) note(`${file}: ${lost} records could not be read`);
  return lost === 0;
}

/** Events hunted together: a value they share is looked at once. */
class Batch {
  readonly #hunt: RuleHunt;
  readonly #file: string;
  readonly #found: (event: BatchedEvent, match: RuleMatch) => void;
  #columns = new BatchColumns();
  #events: BatchedEvent[] = [];
  /** Before these. */
  #hunted = 0;

  constructor(
    rules: RuleSet,
    file: string,
    found: (event: BatchedEvent, match: RuleMatch) => void,
  ) {
    this.#hunt = rules.hunt(HUNT_CLOCK);
    this.#file = file;
    this.#found = found;
  }

  /** @returns the events in it */
  add(event: EventRecord): number {
    this.#columns.add(event);
    return this.#events.push({ place: placed(this.#file, event), ticks: event.time });
  }

  get slow(): readonly SlowRule[] {
    return this.#hunt.slow;
  }

  /** There were events, and none of the log source of any rule. */
  get isForNoRule(): boolean {
    return this.#hunted > 0 && this.#hunt.applied === 0;
  }

  /** Tells what is found, silent rules too, and begins anew. */
  hunt(): void {
    for (const { event, match } of this.#hunt.over(this.#columns)) {
      const of = this.#events[event];
      if (of !== undefined) this.#found(of, match);
    }
    this.#hunted += this.#events.length;
    this.#columns = new BatchColumns();
    this.#events = [];
  }
}

/** Where an event stands; a record itself is good only until the next is read. */
interface BatchedEvent {
  readonly place: PlacedEvent;
  readonly ticks: FileTime | null;
}

const placed = (file: string, event: EventRecord): PlacedEvent => ({
  file,
  offset: event.offsetBytes,
  recordId: event.recordId,
  recovery: event.recovery,
  eventRecordId: textOf(event, 'EventRecordID'),
  time: event.time === null ? null : formatFileTime(event.time),
  channel: textOf(event, 'Channel'),
  eventId: textOf(event, 'EventID'),
  computer: textOf(event, 'Computer'),
});
