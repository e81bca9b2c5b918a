/**
 * What the main process asks the jobs process, and what it hears back. One order at a time; the process is
 * started on demand and may be ended at any moment.
 */
import { z } from 'zod';
import { COPIED, COPY_ORDER, COPY_PROGRESS } from './case-move';
import { STORE_PLACE } from './cluster';
import { EVENT_LAYOUT } from '../model/event-layout';
import { DIFFED_RULE } from '../model/rule-diff';
import { CORRELATION_ORDER, CORRELATIONS_FOUND, RECOUNT_ORDER, RECOUNTED } from './correlations';
import { PACK_REFERENCE } from './order';
import { EVENT_SEARCH } from './event-search';
import { RULE_ROW } from './rule-row';
import { SHARD_OUTLINE } from './shard-outline';
import { PACKED_FILE, PACKING_ORDER, SHARDS_PACKED } from './shard-packing';
import { TRIED_FILE } from './tried-files';
import { SOURCE_CHOICE, SOURCE_PREVIEW } from './source-choice';
import { TEMPLATE_ORDER, TEMPLATES_FOUND } from './templates';

const EXPORT_ORDER = z.object({
  caseDir: z.string(),
  store: STORE_PLACE,
  search: EVENT_SEARCH,
  format: z.enum(['csv', 'jsonl']),
  /** Of the grid, in its order; JSON lines have all fields. */
  columns: EVENT_LAYOUT.shape.columns,
  path: z.string(),
  /** What is written until it is whole. */
  building: z.string(),
});
export type ExportOrder = z.infer<typeof EXPORT_ORDER>;

/** A published generation, in a shard of its own or packed. */
const OUTLINE_ORDER = PACKED_FILE.extend({ caseDir: z.string() });
export type OutlineOrder = z.infer<typeof OUTLINE_ORDER>;

/** An import. `since`: the same for all versions that replaced each other; an earlier import has a lower one. */
const IMPORTED_PACK = z.object({ pack: PACK_REFERENCE, since: z.number() });

/**
 * Where rules lie: rule files, a folder, a ZIP archive; or an import, whose name its rules get in front of
 * their paths where these would be ambiguous.
 */
const RULE_PART = z.discriminatedUnion('type', [
  z.object({ type: z.literal('paths'), paths: z.array(z.string()) }),
  IMPORTED_PACK.extend({ type: z.literal('pack'), name: z.string() }),
]);
export type ImportedPack = z.infer<typeof IMPORTED_PACK>;
export type RulePart = z.infer<typeof RULE_PART>;

/** A pack of rules that is to stand behind earlier ones, before or after rules that always do. */
const IMPORT_ORDER = z.object({
  first: z.array(RULE_PART),
  earlier: z.array(IMPORTED_PACK),
  /** With the number it gets where it replaces none. */
  fresh: IMPORTED_PACK,
  last: z.array(RULE_PART),
});
export type ImportOrder = z.infer<typeof IMPORT_ORDER>;

export const JOB_ORDER = z.discriminatedUnion('type', [
  /** Walk, recognise and hash everything below the paths. */
  z.object({
    type: z.literal('examine'),
    job: z.number(),
    caseDir: z.string(),
    paths: z.array(z.string()),
  }),
  /** Read rules into one pack in `folder`; of rules with one id the last runs. */
  z.object({
    type: z.literal('packRules'),
    job: z.number(),
    parts: z.array(RULE_PART),
    folder: z.string(),
  }),
  /** Read the first records of an NDJSON file as a choice of source would. */
  z.object({
    type: z.literal('previewSource'),
    job: z.number(),
    path: z.string(),
    kind: z.enum(['ndjson', 'json-array']),
    choice: SOURCE_CHOICE,
    lineLimitBytes: z.number(),
  }),
  /** Run the correlations of a case over its published detections. */
  z.object({ type: z.literal('correlate'), job: z.number(), order: CORRELATION_ORDER }),
  /** Count detections anew, as tuning has them. */
  z.object({ type: z.literal('recount'), job: z.number(), order: RECOUNT_ORDER }),
  /** Gather the templates that files of a case lack. */
  z.object({ type: z.literal('gatherTemplates'), job: z.number(), order: TEMPLATE_ORDER }),
  /** Tell what a shard holds that was written before outlines were. */
  z.object({ type: z.literal('outline'), job: z.number(), order: OUTLINE_ORDER }),
  /** Write events of small files into one shard; gives way to any other order. */
  z.object({ type: z.literal('packShards'), job: z.number(), order: PACKING_ORDER }),
  /** Copy a file of the case into the other event store, and verify the copy. */
  z.object({ type: z.literal('copyFile'), job: z.number(), order: COPY_ORDER }),
  /** Remove files of the case that orders given before this one may still read. */
  z.object({ type: z.literal('removeFiles'), job: z.number(), paths: z.array(z.string()) }),
  /** Compile a pack and tell what became of each rule. */
  z.object({ type: z.literal('checkRules'), job: z.number(), pack: PACK_REFERENCE }),
  /** The texts of some rule files of a pack. */
  z.object({
    type: z.literal('ruleTexts'),
    job: z.number(),
    pack: PACK_REFERENCE,
    files: z.array(z.string()),
  }),
  /** Tell which packs cannot be read. */
  z.object({ type: z.literal('packFaults'), job: z.number(), packs: z.array(PACK_REFERENCE) }),
  /** Tell what an import changes of the rules there are. */
  z.object({ type: z.literal('tellImport'), job: z.number(), order: IMPORT_ORDER }),
  /** Write everything a search of a case finds to a file. */
  z.object({ type: z.literal('exportEvents'), job: z.number(), order: EXPORT_ORDER }),
  /** End a job at its next step: examining, exporting, gathering, packing shards, copying a file. */
  z.object({ type: z.literal('cancel'), job: z.number() }),
]);
export type JobOrder = z.infer<typeof JOB_ORDER>;

/** The finding is checked by the pipeline's own schema. */
const EXAMINED_ITEM = z.object({
  type: z.literal('examined'),
  job: z.number(),
  examined: z.unknown(),
});

const DIFFED_RULES = z.array(DIFFED_RULE).readonly();
/** Earlier packs are named by their positions. */
const IMPORT_EFFECT = z.object({
  /** Those it is a newer version of. */
  replaces: z.array(z.number()),
  /** Others of whose rules some run no more. */
  beside: z.array(z.object({ at: z.number(), givesWay: z.number(), of: z.number() })),
  /** What runs before and after, where it takes the place of those it replaces. */
  diff: z.object({ added: DIFFED_RULES, changed: DIFFED_RULES, removed: DIFFED_RULES }),
  /** The added and changed rules with what has a say in what they find; null where they are too many to be tried. */
  trial: z.array(TRIED_FILE).nullable(),
});
export type ImportEffect = z.infer<typeof IMPORT_EFFECT>;

export const JOB_REPORT = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('exported'),
    job: z.number(),
    done: z.number(),
    total: z.number(),
    problems: z.array(z.string()),
    isWhole: z.boolean(),
  }),
  EXAMINED_ITEM,
  z.object({ type: z.literal('packed'), job: z.number(), pack: PACK_REFERENCE, files: z.number() }),
  z.object({ type: z.literal('checked'), job: z.number(), rows: z.array(RULE_ROW) }),
  /** By their positions why not; null for one that can be read. */
  z.object({
    type: z.literal('packFaults'),
    job: z.number(),
    faults: z.array(z.string().nullable()),
  }),
  z.object({ type: z.literal('importTold'), job: z.number(), effect: IMPORT_EFFECT }),
  z.object({
    type: z.literal('ruleTexts'),
    job: z.number(),
    texts: z.array(z.string().nullable()),
  }),
  z.object({ type: z.literal('correlated'), job: z.number(), found: CORRELATIONS_FOUND }),
  z.object({ type: z.literal('recounted'), job: z.number(), recounted: RECOUNTED }),
  z.object({ type: z.literal('gathered'), job: z.number(), found: TEMPLATES_FOUND }),
  z.object({ type: z.literal('outlined'), job: z.number(), outline: SHARD_OUTLINE }),
  /** Null where it gave way. */
  z.object({
    type: z.literal('shardsPacked'),
    job: z.number(),
    packed: SHARDS_PACKED.nullable(),
  }),
  z.object({ type: z.literal('copying'), job: z.number(), progress: COPY_PROGRESS }),
  /** Null where it was cancelled. */
  z.object({ type: z.literal('copied'), job: z.number(), copied: COPIED.nullable() }),
  z.object({ type: z.literal('previewed'), job: z.number(), preview: SOURCE_PREVIEW }),
  z.object({ type: z.literal('done'), job: z.number() }),
  z.object({ type: z.literal('failed'), job: z.number(), code: z.string(), message: z.string() }),
]);
export type JobReport = z.infer<typeof JOB_REPORT>;
