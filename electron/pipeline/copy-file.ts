/**
 * Copies what is published of a file from one event store into the other, under the same numbers, and reads the copy
 * back: the digests of both must be one.
 */
import { ZodError } from 'zod';
import type { Copied, CopyOrder, CopyProgress } from '@shared/contract/case-move';
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { RuleReference } from '@shared/model/detection';
import type { FileTime } from '@shared/model/file-time';
import { runId } from '@shared/model/ids';
import { Tuner } from '@shared/sigma/tuning';
import type { EventStore, GenerationPlace, RunPlace } from '@electron/store/event-store';
import { eventStoreOf } from '@electron/store/event-store-of';
import { type DigestedFile, FileDigest } from '@electron/store/file-digest';
import { recordOf, wholeEvents } from '@electron/store/whole-events';
import type { PlacedMatch } from '@electron/store/sidecar/detections';
import { placeOf } from './published-events';

/** Events between two tellings. */
const STEP_EVENTS = 1_000;
const ALL_FLAWS = Number.MAX_SAFE_INTEGER;

/** Where a file lies in a store. */
interface End {
  readonly store: EventStore;
  readonly place: GenerationPlace;
}
type CopiedFile = CopyOrder['file'];

/**
 * Tells now and then how far it is; left early, or ended by an error, it leaves nothing that can be seen.
 * @throws CaseScopeError `copy-differs`, `shard-damaged`, `hits-outdated`, and those of clusters
 */
export function* copyFile(order: CopyOrder): Generator<CopyProgress, Copied, undefined> {
  const { caseDir, from, to, file } = order;
  const source = { store: eventStoreOf(caseDir, from), place: placeOf(file) };
  const target = { store: eventStoreOf(caseDir, to), place: { ...source.place, pack: null } };
  const digest = new FileDigest();
  const outline = yield* copyEvents(source, target, digest);
  copyDetections(file, source, target, digest);
  copyHits(file, source, target, digest);
  const copied = digest.finish();
  // Another store of the same place: nothing of it is in memory.
  const read = yield* readBack(file, { ...target, store: eventStoreOf(caseDir, to) });
  if (read.digest !== copied.digest) throw differs(copied, read);
  return { ...copied, outline };
}

function* copyEvents(
  source: End,
  target: End,
  digest: FileDigest,
): Generator<CopyProgress, Copied['outline'], undefined> {
  const stored = source.store.read(source.place);
  const { head, count } = stored;
  const writer = target.store.write(target.place, head.documentKind, count);
  let isWhole = false;
  try {
    digest.addHead(stored);
    for (const whole of wholeEvents(stored)) {
      const { index } = whole.event;
      if (index % STEP_EVENTS === 0) yield { done: index, total: 2 * count };
      digest.addEvent(whole);
      writer.add(recordOf(whole));
    }
    const flaws = stored.flaws(0, ALL_FLAWS);
    for (const flaw of flaws) digest.addFlaw(flaw);
    const { outline } = writer.finish({ summary: head.summary, flaws });
    isWhole = true;
    return outline;
  } finally {
    if (!isWhole) writer.abandon();
    stored.close();
  }
}

/** What was published is counted already; nothing is left out of a copy. */
const UNTUNED = new Tuner([]);
const NO_TEXTS = { textsOf: () => [] };

function copyDetections(
  { detectionsRun, huntedWith }: CopiedFile,
  source: End,
  target: End,
  digest: FileDigest,
): void {
  if (detectionsRun === null) return;
  const writer = target.store.writeDetections(runOf(target, detectionsRun), UNTUNED);
  const ruleOf = knownRules();
  copyRun(writer, { rulePack: huntedWith.rules ?? '' }, () => {
    for (const row of source.store.correlated(runOf(source, detectionsRun))) {
      digest.addCorrelated(row);
      const { event, rule, fields, matches } = row;
      const correlated = JSON.parse(fields) as PlacedMatch['correlated'];
      const found = { rule: ruleOf(rule), source: '', matches, correlated, silent: true };
      const time = row.time === '' ? null : (BigInt(row.time) as FileTime);
      writer.add(event, { ...found, ...NO_TEXTS, time });
    }
    for (const detection of source.store.detections(runOf(source, detectionsRun))) {
      digest.addDetection(detection);
      const { event, rule, ...found } = detection;
      const more = { rule: ruleOf(rule), correlated: null, silent: false, time: null };
      writer.add(event, { ...found, ...more, ...NO_TEXTS });
    }
  });
}

/** The embedded store knows a rule by its object. */
function knownRules(): (rule: RuleReference) => RuleReference {
  const known = new Map<string, RuleReference>();
  return (rule) => {
    const key = JSON.stringify(rule);
    const same = known.get(key) ?? rule;
    known.set(key, same);
    return same;
  };
}

function copyHits(
  { hitsRun, huntedWith }: CopiedFile,
  source: End,
  target: End,
  digest: FileDigest,
): void {
  if (hitsRun === null) return;
  const writer = target.store.writeHits(runOf(target, hitsRun));
  copyRun(writer, { indicators: huntedWith.indicators ?? '' }, () => {
    for (const hit of source.store.hits(runOf(source, hitsRun))) {
      digest.addHit(hit);
      const { event, ...found } = hit;
      writer.add(event, found);
    }
  });
}

const runOf = ({ place }: End, run: number): RunPlace => ({ ...place, run: runId(run) });

function copyRun(
  writer: { finish(provenance: Record<string, string>): unknown; abandon(): void },
  provenance: Record<string, string>,
  work: () => void,
): void {
  let isWhole = false;
  try {
    work();
    writer.finish(provenance);
    isWhole = true;
  } finally {
    if (!isWhole) writer.abandon();
  }
}

function* readBack(
  { detectionsRun, hitsRun }: CopiedFile,
  copy: End,
): Generator<CopyProgress, DigestedFile, undefined> {
  const digest = new FileDigest();
  const stored = copy.store.read(copy.place);
  try {
    const { count } = stored;
    digest.addHead(stored);
    for (const whole of wholeEvents(stored)) {
      const { index } = whole.event;
      if (index % STEP_EVENTS === 0) yield { done: count + index, total: 2 * count };
      digest.addEvent(whole);
    }
    for (const flaw of stored.flaws(0, ALL_FLAWS)) digest.addFlaw(flaw);
    if (detectionsRun !== null) digest.addDetections(copy.store, runOf(copy, detectionsRun));
    if (hitsRun !== null)
      for (const hit of copy.store.hits(runOf(copy, hitsRun))) digest.addHit(hit);
    return digest.finish();
  } finally {
    stored.close();
  }
}

const toldOf = ({ events, detections, hits, digest }: DigestedFile): string =>
  `${events} events, ${detections} detections, ${hits} hits, digest ${digest.slice(0, 16)}`;

const differs = (copied: DigestedFile, read: DigestedFile): CaseScopeError =>
  new CaseScopeError(
    'copy-differs',
    `The copy is not what was copied: ${toldOf(copied)} were written, ${toldOf(read)} were read back.`,
  );

/** Of the system or of SQLite, such as a full disk. */
const isOfDisk = (error: unknown): boolean => error instanceof Error && 'code' in error;

/** What nobody foresaw is of this file: what is stored of it is not as it is written. */
function unreadable(cause: unknown): CaseScopeError {
  const [issue] = cause instanceof ZodError ? cause.issues : [];
  const what = issue ? `${issue.path.join('.')}: ${issue.message}` : errorText(cause);
  const message = `What is stored of it is not understood (${what}). Run it again before the case is moved.`;
  return new CaseScopeError('shard-damaged', message, { cause });
}

/**
 * The same with other work let in between.
 * @param onProgress told of each step
 * @param isWanted asked after each step
 * @returns null once it is no longer wanted
 */
export async function copyInSteps(
  order: CopyOrder,
  onProgress: (progress: CopyProgress) => void,
  isWanted: () => boolean,
): Promise<Copied | null> {
  const copying = copyFile(order);
  try {
    for (;;) {
      const step = copying.next();
      if (step.done === true) return step.value;
      onProgress(step.value);
      await new Promise((resolve) => setImmediate(resolve));
      if (!isWanted()) return null;
    }
  } catch (error) {
    throw isOfDisk(error) || error instanceof CaseScopeError ? error : unreadable(error);
  } finally {
    // What is half written goes.
    copying.return({ events: 0, detections: 0, hits: 0, digest: '', outline: null });
  }
}
