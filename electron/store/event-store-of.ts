/** The one place that says which event store a case has: today every case has the embedded one. */
import type { DocumentKind } from '@shared/model/event';
import type { FileId, Generation } from '@shared/model/ids';
import { shardPath } from './case-paths';
import type { EventStore, GenerationPlace, StoredGeneration } from './event-store';
import { CaseSearch } from './search/case-search';
import { openGeneration } from './shard/open-generation';
import { ShardWriter } from './shard/shard-writer';

/** Immutable shards in the case's own folder, one per file and generation, or packed (docs/formats/). */
class EmbeddedStore implements EventStore {
  readonly #caseDir: string;

  constructor(caseDir: string) {
    this.#caseDir = caseDir;
  }

  write(file: FileId, generation: Generation, documentKind: DocumentKind): ShardWriter {
    return new ShardWriter(shardPath(this.#caseDir, file, generation), documentKind);
  }

  read(place: GenerationPlace): StoredGeneration {
    return openGeneration(this.#caseDir, place);
  }

  search(step?: () => void): CaseSearch {
    return new CaseSearch(this.#caseDir, step);
  }
}

export const eventStoreOf = (caseDir: string): EventStore => new EmbeddedStore(caseDir);
