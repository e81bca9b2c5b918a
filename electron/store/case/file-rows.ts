/** Rows of `evidence_file` as evidence files, and back. */
import { z } from 'zod';
import type {
  EvidenceFile,
  FileInCluster,
  IntakeOutcome,
  LastRun,
  Published,
  PublishedCounts,
} from '@shared/model/evidence-file';
import { FILE_STATES, type FileState, OPERATIONS } from '@shared/model/file-states';
import { LOG_INTEGRITY } from '@shared/model/log-integrity';
import { SOURCE_CHOICE } from '@shared/contract/source-choice';
import { SLOW_RULE } from '@shared/model/slow-rule';
import { AUTOMATIC } from '@shared/model/source-choice';
import { fileId, generation, packId, runId, sha256 } from '@shared/model/ids';

export const COUNTS = z.object({
  events: z.number(),
  failedRecords: z.number(),
  flaws: z.number(),
  recovered: z.number(),
  /** Both absent where an earlier version read the file. */
  borrowed: z.number().default(0),
  unresolved: z.number().nullable().default(null),
  detections: z.number(),
  detectionsByLevel: z.object({
    informational: z.number(),
    low: z.number(),
    medium: z.number(),
    high: z.number(),
    critical: z.number(),
  }),
  suppressed: z.number().default(0),
  /** Both unknown of hunts by an earlier version. */
  rulesApplied: z.number().nullable().default(null),
  slowRules: z.array(SLOW_RULE).default([]),
  hits: z.number(),
  /** Absent while a reader looks at a case of an earlier version, like `integrity`. */
  eventsWithHits: z.number().optional(),
  integrity: LOG_INTEGRITY.nullable().default(null),
  firstEvent: z.string().nullable(),
  lastEvent: z.string().nullable(),
  host: z.string().nullable(),
});

const STATES = Object.keys(FILE_STATES) as [FileState, ...FileState[]];

const ROW = z.object({
  id: z.number(),
  path: z.string(),
  name: z.string(),
  size_bytes: z.number(),
  modified_ms: z.number(),
  kind: z.enum(['evtx', 'ndjson', 'json-array']).nullable(),
  source_label: z.string(),
  /** Absent in a case of version 1 that is only read. */
  source_choice: z.string().nullable().default(null),
  /** Absent in a case of an earlier version that is only read. */
  lent_templates: z.string().nullable().default(null),
  sha256: z.string().nullable(),
  sha1: z.string().nullable(),
  md5: z.string().nullable(),
  intake: z.enum(['accepted', 'duplicate', 'skipped']),
  intake_reason: z.string().nullable(),
  duplicate_of: z.number().nullable(),
  added_at: z.string(),
  priority: z.number(),
  operation: z.enum(OPERATIONS).nullable(),
  state: z.enum(STATES).nullable(),
  error: z.string().nullable(),
  attempts: z.number(),
  seconds: z.number().nullable(),
  generation: z.number().nullable(),
  /** Absent in a case of an earlier version that is only read. */
  pack: z.number().nullish(),
  detections_run: z.number().nullable(),
  hits_run: z.number().nullable(),
  result: z.enum(['full', 'partial', 'no events']).nullable(),
  counts: z.string().nullable(),
  /** Absent while a reader looks at a case of an earlier version. */
  rules_hash: z.string().nullish(),
  indicators_hash: z.string().nullish(),
  /** Absent while a reader looks at a case of an earlier version. */
  cluster_number: z.number().nullish(),
  cluster_owner: z.string().nullish(),
});
type FileRow = z.infer<typeof ROW>;

/** Hits that were matches are not counted, whether migration 4 has taken them back or not yet. */
export const hitsIn = (counts: Pick<z.infer<typeof COUNTS>, 'hits' | 'eventsWithHits'>): number =>
  counts.eventsWithHits === undefined ? 0 : counts.hits;

function parseCounts(json: string): PublishedCounts {
  const counts = COUNTS.parse(JSON.parse(json));
  return { ...counts, hits: hitsIn(counts), eventsWithHits: counts.eventsWithHits ?? 0 };
}

export function evidenceFileOf(row: unknown): EvidenceFile {
  const parsed = ROW.parse(row);
  const { sha1, md5 } = parsed;
  const whole = parsed.sha256 !== null && sha1 !== null && md5 !== null;
  return {
    id: fileId(parsed.id),
    path: parsed.path,
    name: parsed.name,
    sizeBytes: parsed.size_bytes,
    modifiedMs: parsed.modified_ms,
    kind: parsed.kind,
    sourceLabel: parsed.source_label,
    sourceChoice:
      parsed.source_choice === null
        ? AUTOMATIC
        : SOURCE_CHOICE.parse(JSON.parse(parsed.source_choice)),
    lent: parsed.lent_templates,
    hashes: whole ? { sha256: sha256(parsed.sha256 ?? ''), sha1, md5 } : null,
    intake: intakeOf(parsed),
    addedAt: parsed.added_at,
    priority: parsed.priority,
    lastRun: lastRunOf(parsed),
    published: publishedOf(parsed),
    cluster: clusterOf(parsed),
  };
}

function intakeOf(row: FileRow): IntakeOutcome {
  if (row.intake === 'skipped') return { type: 'skipped', reason: row.intake_reason ?? '' };
  if (row.intake === 'accepted') return { type: 'accepted' };
  return { type: 'duplicate', of: row.duplicate_of === null ? null : fileId(row.duplicate_of) };
}

function lastRunOf(row: FileRow): LastRun | null {
  const { operation, state, error, attempts, seconds } = row;
  return operation === null || state === null
    ? null
    : { operation, state, error, attempts, seconds };
}

const clusterOf = ({
  cluster_number: number,
  cluster_owner: owner,
}: FileRow): FileInCluster | null =>
  typeof number === 'number' ? { number, owner: owner ?? null } : null;

function publishedOf(row: FileRow): Published | null {
  if (row.generation === null || row.counts === null || row.result === null) return null;
  return {
    generation: generation(row.generation),
    pack: typeof row.pack === 'number' ? packId(row.pack) : null,
    detectionsRun: row.detections_run === null ? null : runId(row.detections_run),
    hitsRun: row.hits_run === null ? null : runId(row.hits_run),
    result: row.result,
    counts: parseCounts(row.counts),
    huntedWith: { rules: row.rules_hash ?? null, indicators: row.indicators_hash ?? null },
  };
}
