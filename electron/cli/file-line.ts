/** The line of one evidence file, as `process` and `files` print it (house.md, The command line). */
import type { EvidenceFile, PublishedCounts } from '@shared/model/evidence-file';
import { FILE_STATES } from '@shared/model/file-states';

export interface FileLine {
  readonly type: 'file';
  readonly file: string;
  readonly sha256: string | null;
  readonly kind: string | null;
  readonly state: string;
  readonly result: string | null;
  /** Records of the live log. */
  readonly events: number;
  readonly failedRecords: number;
  /** Records found outside its live part, besides. */
  readonly recovered: number;
  /** Of these: read with a template of another file of the case, and still without one. */
  readonly borrowed: number;
  readonly unresolved: number | null;
  /** Whose templates it is read with, where it is an event log. */
  readonly templates: 'own' | 'case' | null;
  /** State of an event log as a file: clean, dirty or damaged. */
  readonly integrity: string | null;
  readonly detections: number;
  /** Rules whose log source some event has: with none, no rule is applicable. Null where it was not hunted. */
  readonly rulesApplied: number | null;
  /** Indicator × event. */
  readonly hits: number;
  readonly eventsWithHits: number;
  readonly seconds: number | null;
  /** Why it failed or was skipped. */
  readonly error?: string;
}

/** The line of one file, as `process` and `files` print it. */
export function fileLine(file: EvidenceFile): FileLine {
  const { intake, lastRun, published } = file;
  const counts = published?.counts;
  const error =
    intake.type === 'skipped'
      ? intake.reason
      : intake.type === 'duplicate'
        ? 'an exact copy of another file of the case'
        : (lastRun?.error ?? null);
  return {
    type: 'file',
    file: file.path,
    sha256: file.hashes?.sha256 ?? null,
    kind: file.kind,
    state: stateWord(file),
    result: published?.result ?? null,
    events: liveEvents(counts),
    failedRecords: counts?.failedRecords ?? 0,
    recovered: counts?.recovered ?? 0,
    borrowed: counts?.borrowed ?? 0,
    unresolved: counts === undefined ? 0 : counts.unresolved,
    templates: file.kind === 'evtx' ? (file.lent === null ? 'own' : 'case') : null,
    integrity: counts?.integrity?.verdict ?? null,
    detections: counts?.detections ?? 0,
    rulesApplied: published?.detectionsRun == null ? null : published.counts.rulesApplied,
    hits: counts?.hits ?? 0,
    eventsWithHits: counts?.eventsWithHits ?? 0,
    seconds: lastRun?.seconds ?? null,
    ...(error === null ? {} : { error }),
  };
}

/** How many detections there are, or that there can be none. */
export const detectionsText = ({ detections, rulesApplied }: FileLine): string =>
  rulesApplied === 0 ? 'not applicable' : String(detections);

/** What was read of the log itself; what recovery found besides is counted apart. */
export const liveEvents = (counts: PublishedCounts | undefined): number =>
  counts === undefined ? 0 : counts.events - counts.recovered;

function stateWord({ intake, lastRun }: EvidenceFile): string {
  if (intake.type === 'duplicate') return 'Duplicate';
  if (intake.type === 'skipped') return 'Skipped';
  return lastRun === null ? 'Added' : FILE_STATES[lastRun.state].label;
}
