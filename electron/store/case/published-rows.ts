/**
 * Published files as searches know them: few columns of each row. A case of twenty thousand is read again whenever it
 * changes, by each thread, and whole rows take three times as long.
 */
import { z } from 'zod';
import type {
  EvidenceFile,
  FileHashes,
  Published,
  PublishedCounts,
} from '@shared/model/evidence-file';
import { fileId, generation, packId, runId, sha256 } from '@shared/model/ids';
import type { SqliteReader } from '../sqlite';
import { COUNTS, hitsIn } from './file-rows';

export interface PublishedFile extends Pick<EvidenceFile, 'id' | 'path' | 'name' | 'addedAt'> {
  readonly hashes: Pick<FileHashes, 'sha256'> | null;
  readonly published: Pick<Published, 'generation' | 'pack' | 'detectionsRun' | 'hitsRun'> & {
    readonly counts: SearchedCounts;
  };
}

type SearchedCounts = Pick<
  PublishedCounts,
  'events' | 'recovered' | 'detections' | 'suppressed' | 'hits' | 'firstEvent' | 'lastEvent'
>;

const SEARCHED_COUNTS = COUNTS.pick({
  ...{ events: true, recovered: true, firstEvent: true, lastEvent: true },
  ...{ detections: true, suppressed: true, hits: true, eventsWithHits: true },
});

function searchedCounts(json: string): SearchedCounts {
  const { eventsWithHits, ...counts } = SEARCHED_COUNTS.parse(JSON.parse(json));
  return { ...counts, hits: hitsIn({ hits: counts.hits, eventsWithHits }) };
}

const ROW = z.object({
  ...{ id: z.number(), path: z.string(), name: z.string(), sha256: z.string().nullable() },
  ...{ generation: z.number(), pack: z.number().nullable(), counts: z.string() },
  ...{ detections_run: z.number().nullable(), hits_run: z.number().nullable() },
  added_at: z.string(),
});

/** @param pack its column, or what stands for it in a case of an earlier version that is only read */
const published = (pack: string): string => `
  SELECT id, path, name, sha256, generation, ${pack} AS pack, detections_run, hits_run, counts,
    added_at
  FROM evidence_file WHERE generation IS NOT NULL ORDER BY id`;

export function readPublished(reader: SqliteReader): PublishedFile[] {
  const column = "SELECT 1 FROM pragma_table_info('evidence_file') WHERE name = 'pack'";
  const hasPacks = reader.prepare(column).get() !== undefined;
  return reader
    .prepare(published(hasPacks ? 'pack' : 'NULL'))
    .all()
    .map(publishedFileOf);
}

function publishedFileOf(row: unknown): PublishedFile {
  const parsed = ROW.parse(row);
  const { id, path, name, detections_run: detectionsRun, hits_run: hitsRun } = parsed;
  return {
    ...{ id: fileId(id), path, name, addedAt: parsed.added_at },
    hashes: parsed.sha256 === null ? null : { sha256: sha256(parsed.sha256) },
    published: {
      generation: generation(parsed.generation),
      pack: parsed.pack === null ? null : packId(parsed.pack),
      detectionsRun: detectionsRun === null ? null : runId(detectionsRun),
      hitsRun: hitsRun === null ? null : runId(hitsRun),
      counts: searchedCounts(parsed.counts),
    },
  };
}
