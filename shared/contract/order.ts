/**
 * What the main process and its workers say to each other. A worker has read hostile bytes, so every word
 * of it is checked against `WORKER_REPORT` before it is believed.
 */
import { z } from 'zod';
import { LOG_INTEGRITY } from '@shared/model/log-integrity';
import { FILE_STATES, type FileState, OPERATIONS, PHASES } from '../model/file-states';
import { MOST_TUNINGS, RULE_TUNING } from '../model/rule-tuning';
import { SLOW_RULE } from '../model/slow-rule';
import { CLUSTER_FILE, STORE_PLACE } from './cluster';
import { SHARD_OUTLINE } from './shard-outline';
import { SOURCE_CHOICE } from './source-choice';

const FILE_STATE = z.enum(Object.keys(FILE_STATES) as [FileState, ...FileState[]]);
const count = z.number().int().nonnegative();

/** A snapshot file named by the hash of its content. */
export const PACK_REFERENCE = z.object({ path: z.string(), hash: z.string() });
export type PackReference = z.infer<typeof PACK_REFERENCE>;

export const RUN_ORDER = z.object({
  type: z.literal('run'),
  caseDir: z.string(),
  /** Where the events go. */
  store: STORE_PLACE,
  fileId: z.number(),
  path: z.string(),
  sizeBytes: count,
  modifiedMs: z.number(),
  kind: z.enum(['evtx', 'ndjson', 'json-array']),
  /** How an NDJSON file is read. */
  source: SOURCE_CHOICE,
  /** Longest record of it. */
  lineLimitBytes: z.number().int().positive(),
  /** Templates of other files of the case that an event log is lent. */
  lent: PACK_REFERENCE.nullable(),
  operation: z.enum(OPERATIONS),
  /** The generation to write (full, reindex) or to read (sigma_only, ioc_only). */
  generation: count,
  /** Where the generation to read lies; null where it has a shard of its own. */
  pack: count.nullable(),
  /** What the file goes by in a cluster. */
  inCluster: CLUSTER_FILE.optional(),
  /** Names the sidecars this run writes. */
  run: count,
  rules: PACK_REFERENCE,
  indicators: PACK_REFERENCE,
  /** What detections are counted by. */
  tunings: z.array(RULE_TUNING).max(MOST_TUNINGS),
});
export type RunOrder = z.infer<typeof RUN_ORDER>;

export const WORKER_ORDER = z.discriminatedUnion('type', [
  RUN_ORDER,
  z.object({ type: z.literal('cancel'), fileId: z.number() }),
]);
export type WorkerOrder = z.infer<typeof WORKER_ORDER>;

const INDEXED = z.object({
  sourceLabel: z.string(),
  events: count,
  failedRecords: count,
  flaws: count,
  recovered: count,
  /** Of those, read with a template of another file of the case. */
  borrowed: count,
  /** Of those, still without a template. */
  unresolved: count,
  firstEvent: z.string().nullable(),
  lastEvent: z.string().nullable(),
  host: z.string().nullable(),
  integrity: LOG_INTEGRITY.nullable(),
  /** Null in a cluster. */
  outline: SHARD_OUTLINE.nullable(),
});
export type Indexed = z.infer<typeof INDEXED>;

export const LEVEL_COUNTS = z.object({
  informational: count,
  low: count,
  medium: count,
  high: count,
  critical: count,
});

/** More are not told of a file. */
export const MOST_SLOW_RULES = 20;

/** Detections as the examiner's tuning has them. */
export const DETECTION_COUNTS = z.object({
  detections: count,
  byLevel: LEVEL_COUNTS,
  /** Left out by tuning, and not counted among the others. */
  suppressed: count,
});
export type DetectionCounts = z.infer<typeof DETECTION_COUNTS>;

const SIGMA_HUNTED = DETECTION_COUNTS.extend({
  /** Rules whose log source some event has. */
  rulesApplied: count,
  slowRules: z.array(SLOW_RULE).max(MOST_SLOW_RULES),
});
export type SigmaHunted = z.infer<typeof SIGMA_HUNTED>;

const IOCS_HUNTED = z.object({ hits: count, eventsWithHits: count });
export type IocsHunted = z.infer<typeof IOCS_HUNTED>;

export const UNITS = ['records', 'lines', 'bytes', 'events'] as const;

export const FILE_STATUS = z.object({
  type: z.literal('status'),
  fileId: z.number(),
  state: FILE_STATE,
  done: count,
  total: count,
  unit: z.enum(UNITS),
  /** Why nothing goes on: a cluster that does not answer, and is waited for. */
  waitsFor: z.string().optional(),
});
export type FileStatus = z.infer<typeof FILE_STATUS>;

/** What a phase found out; the main process books it at the phase's edge. */
export const PHASE_RESULT = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('estimating') }),
  z.object({ phase: z.literal('indexing'), indexed: INDEXED }),
  z.object({ phase: z.literal('sigmaHunting'), hunted: SIGMA_HUNTED }),
  z.object({ phase: z.literal('iocHunting'), hunted: IOCS_HUNTED }),
]);
export type PhaseResult = z.infer<typeof PHASE_RESULT>;

export const RUN_ENDING = z.discriminatedUnion('type', [
  z.object({ type: z.literal('completed') }),
  z.object({ type: z.literal('failed'), phase: z.enum(PHASES), reason: z.string() }),
  z.object({ type: z.literal('cancelled') }),
  /** The thread or process was lost under the file; it may be tried once more. */
  z.object({ type: z.literal('lost'), reason: z.string() }),
]);
export type RunEnding = z.infer<typeof RUN_ENDING>;

/** Said every second, with or without work: the process lives, and this is what it has used. */
const ALIVE = z.object({
  type: z.literal('alive'),
  /** Grows while a run makes progress. */
  progress: z.number(),
  lockErrors: count,
  peakRssMb: z.number(),
});

export const WORKER_REPORT = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), pid: z.number() }),
  ALIVE,
  FILE_STATUS,
  z.object({ type: z.literal('phaseDone'), fileId: z.number(), result: PHASE_RESULT }),
  z.object({
    type: z.literal('ended'),
    fileId: z.number(),
    ending: RUN_ENDING,
    lockErrors: count,
    peakRssMb: z.number(),
  }),
]);
export type WorkerReport = z.infer<typeof WORKER_REPORT>;
