/**
 * Sends documents in batches, two of them under way: whoever adds waits when both are. Sending one again changes
 * nothing, so what fails in passing is sent until it arrives.
 */
import { z } from 'zod';
import type { ClusterConnection } from '@shared/contract/cluster';
import { ClusterError } from './cluster-error';
import type { PatientLine } from './patient-line';
import { writeAlias } from './own-index';
import { refused } from './refusals';

/** A call of this size keeps a node busy for a moment, whatever its documents are like. */
const BATCH_BYTES = 5 << 20;
const MOST_UNDER_WAY = 2;
/** One document: its action and itself, both as a line of NDJSON. */
interface BulkItem {
  readonly id: string;
  readonly lines: string;
}

const ANSWER = z.object({
  errors: z.boolean(),
  items: z.array(
    z.object({
      index: z.object({
        status: z.number(),
        error: z.unknown().optional(),
      }),
    }),
  ),
});

export class BulkSender {
  readonly #line: PatientLine;
  readonly #connection: ClusterConnection;
  readonly #index: string;
  #batch: BulkItem[] = [];
  #bytes = 0;
  readonly #underWay: { readonly ticket: number; readonly items: readonly BulkItem[] }[] = [];

  /** Why items were rejected last. */
  #trouble = '';

  constructor(line: PatientLine, connection: ClusterConnection, index: string) {
    this.#line = line;
    this.#connection = connection;
    this.#index = index;
  }

  /** @param routing of a child: the id of its parent. @returns how long it is, in characters */
  add(id: string, document: object, routing?: string): number {
    const action = JSON.stringify({ index: { _id: id, ...(routing && { routing }) } });
    const lines = `${action}\n${JSON.stringify(document)}\n`;
    this.#batch.push({ id, lines });
    this.#bytes += lines.length;
    if (this.#bytes >= BATCH_BYTES) this.#send();
    return lines.length;
  }

  /** Nothing more is sent, and what is under way is not waited for. */
  forget(): void {
    this.#batch = [];
    for (const { ticket } of this.#underWay.splice(0)) this.#line.forget(ticket);
  }

  /** Until everything has arrived. @throws CaseScopeError `cluster-refused` with what the cluster says of a document */
  finish(): void {
    if (this.#batch.length > 0) this.#send();
    while (this.#underWay.length > 0) this.#settleOldest();
  }

  #send(): void {
    const items = this.#batch;
    this.#batch = [];
    this.#bytes = 0;
    while (this.#underWay.length >= MOST_UNDER_WAY) this.#settleOldest();
    this.#underWay.push({ ticket: this.#line.begin(this.#call(items)), items });
  }

  #call(items: readonly BulkItem[]): Parameters<PatientLine['begin']>[0] {
    const body = items.map(({ lines }) => lines).join('');
    const query = { require_alias: true };
    return { method: 'POST', path: `/${writeAlias(this.#index)}/_bulk`, query, body };
  }

  #settleOldest(): void {
    const oldest = this.#underWay.shift();
    if (oldest === undefined) return;
    let left = this.#rejected(oldest.items, this.#line.wait(oldest.ticket).body);
    for (let tries = 0; left.length > 0; tries++) {
      this.#line.pauseOrGiveUp(tries, this.#trouble);
      left = this.#rejected(left, this.#line.ask(this.#call(left)).body);
    }
  }

  /** Items to be sent again. */
  #rejected(items: readonly BulkItem[], body: unknown): readonly BulkItem[] {
    const answer = ANSWER.parse(body);
    if (!answer.errors) return [];
    return items.filter((item, at) => {
      const told = answer.items[at]?.index;
      if (told === undefined) throw new TypeError('a bulk answer is shorter than its call');
      if (told.error === undefined) return false;
      const trouble = refused({ status: told.status, error: told.error }, this.#connection);
      if (!trouble.isPassing)
        throw new ClusterError({ ...trouble, message: `${trouble.message} (document ${item.id})` });
      this.#trouble = trouble.message;
      return true;
    });
  }
}
