/** Writes one generation of one evidence file into the cluster: events, original records and flaws, in one pass. */
import type { ClusterFile } from '@shared/contract/cluster';
import type { FlawRow } from '@shared/contract/evidence-views';
import { CaseScopeError } from '@shared/model/errors';
import type { DocumentKind, EventRecord } from '@shared/model/event';
import type { Flaw } from '@shared/model/flaw';
import type { CopiedFacts, GenerationWriter, WrittenGeneration } from '../event-store';
import { MOST_FIELDS, MOST_LISTED_FLAWS } from '../shard/shard-schema';
import { SummaryCounter } from '../shard/shard-summary';
import { FLAWS_A_PAGE, flawsId, type Head, headId } from './books-index';
import type { CaseCalls } from './case-calls';
import type { BulkSender } from './bulk-sender';
import { eventDocument, eventId } from './event-document';
import { SegmentStarts } from './segment-starts';

export class ClusterWriter implements GenerationWriter {
  readonly #calls: CaseCalls;
  readonly #part: string;
  readonly #file: ClusterFile;
  readonly #documentKind: DocumentKind;
  readonly #index: string;
  readonly #sender: BulkSender;
  readonly #summary = new SummaryCounter();
  readonly #fields = new Set<string>();
  /** Lists of names that were looked through. */
  readonly #shapes = new WeakSet<readonly string[]>();
  readonly #segments = new SegmentStarts();
  readonly #flaws: FlawRow[] = [];

  /** @param estimatedEvents tells whether it is packed together with other files */
  constructor(
    calls: CaseCalls,
    part: string,
    file: ClusterFile,
    documentKind: DocumentKind,
    estimatedEvents: number,
  ) {
    this.#calls = calls;
    this.#part = part;
    this.#file = file;
    this.#documentKind = documentKind;
    this.#index = calls.indices.indexFor(part, estimatedEvents);
    this.#sender = calls.bulk(this.#index);
  }

  add(event: EventRecord): void {
    const number = this.#summary.events;
    this.#summary.addEvent(event);
    this.#noteFields(event.names);
    const document = eventDocument(this.#part, this.#file, number, event);
    const bytes = this.#sender.add(eventId(this.#part, event.offsetBytes), document);
    this.#segments.add(bytes);
  }

  #noteFields(names: readonly string[]): void {
    if (this.#shapes.has(names)) return;
    this.#shapes.add(names);
    for (const name of names) if (this.#fields.size < MOST_FIELDS) this.#fields.add(name);
  }

  addFlaw(flaw: Flaw): void {
    this.#summary.addFlaw(flaw);
    if (this.#summary.flaws > MOST_LISTED_FLAWS) return;
    const { kind, offsetBytes, lineNumber, reason, recordLost } = flaw;
    const place = { offset: offsetBytes, line: lineNumber ?? null };
    this.#flaws.push({ id: this.#flaws.length + 1, kind, ...place, reason, recordLost });
  }

  /** @throws CaseScopeError `cluster-refused` where the cluster has not exactly the events that were read */
  finish(copied?: CopiedFacts): WrittenGeneration {
    this.#sender.finish();
    const summary = copied?.summary ?? this.#summary.summary();
    this.#requireCount(summary.events);
    copied?.flaws.forEach((flaw, at) => this.#flaws.push({ ...flaw, id: at + 1 }));
    this.#putFlaws();
    const head: Head = {
      ...{ documentKind: this.#documentKind, summary, index: this.#index },
      ...{ fields: [...this.#fields], segments: this.#segments.starts },
      ...{ flawKinds: kindsOf(this.#flaws), listedFlaws: this.#flaws.length },
    };
    this.#calls.putBook(headId(this.#part), { kind: 'head', part: this.#part, body: head });
    return { summary, outline: null };
  }

  #requireCount(events: number): void {
    const counted = this.#calls.countOf(this.#index, this.#part);
    if (counted === events) return;
    throw new CaseScopeError(
      'cluster-refused',
      `The cluster has ${counted} of the ${events} events that were read of this file. Run it again.`,
    );
  }

  #putFlaws(): void {
    for (let page = 0; page * FLAWS_A_PAGE < this.#flaws.length; page++) {
      const body = this.#flaws.slice(page * FLAWS_A_PAGE, (page + 1) * FLAWS_A_PAGE);
      const book = { kind: 'flaws', part: this.#part, body: { flaws: body } };
      this.#calls.putBook(flawsId(this.#part, page), book);
    }
  }

  /** What was sent has a number that is never published; it is removed with the run's claim (book-tidying.ts). */
  abandon(): void {
    this.#sender.forget();
  }
}

/** The most frequent first. */
function kindsOf(flaws: readonly FlawRow[]): { kind: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of flaws) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts].map(([kind, count]) => ({ kind, count }));
  return kinds.toSorted((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}
