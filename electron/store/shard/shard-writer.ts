/** Writes one generation of one evidence file: events, original records and flaws, in one pass. */
import type { DocumentKind, EventRecord } from '@shared/model/event';
import type { ShardOutline } from '@shared/contract/shard-outline';
import type { Flaw } from '@shared/model/flaw';
import { BuildingDatabase } from '../building-database';
import type { CopiedFacts, GenerationWriter, WrittenGeneration } from '../event-store';
import { OutlineBuilder } from '../outline/outline-builder';
import type { Statement } from '../sqlite';
import type { ColumnBuilder } from './column-builder';
import { DocumentBlockWriter } from './document-blocks';
import { SegmentBuilder, type SegmentStatements, segmentStatements } from './segment-builder';
import {
  MOST_FIELDS,
  MOST_LISTED_FLAWS,
  PAGE_BYTES,
  RAW_TEXTS,
  SHARD_SCHEMA,
  SHARD_VERSION,
  SPILL_FIELD,
} from './shard-schema';
import { SummaryCounter } from './shard-summary';
import { RowPerValue } from './value-index';

/** Separates name and value in the spill column. */
export const SPILL_SEPARATOR = '\0';

export interface WrittenShard extends WrittenGeneration {
  readonly outline: ShardOutline;
}

export class ShardWriter implements GenerationWriter {
  readonly #database: BuildingDatabase;
  readonly #documentKind: DocumentKind;
  readonly #mostFields: number;
  readonly #statements: SegmentStatements;
  readonly #documents: DocumentBlockWriter;
  readonly #insertFlaw: Statement;
  readonly #summary = new SummaryCounter();
  readonly #outline = new OutlineBuilder();
  readonly #fieldIds = new Map<string, number>();
  /** Field ids per list of names, worked out once per shape of event. */
  readonly #shapes = new WeakMap<readonly string[], readonly number[]>();
  #segment = new SegmentBuilder(0, 0);
  #segments = 0;

  /** @param mostFields of others the values share the spill column */
  constructor(finalPath: string, documentKind: DocumentKind, mostFields = MOST_FIELDS) {
    this.#mostFields = mostFields;
    this.#database = new BuildingDatabase(finalPath, {
      pageBytes: PAGE_BYTES,
      schema: SHARD_SCHEMA,
    });
    this.#documentKind = documentKind;
    this.#statements = segmentStatements(
      this.#database.writer,
      new RowPerValue(this.#database.writer),
    );
    this.#documents = new DocumentBlockWriter(this.#database.writer);
    this.#insertFlaw = this.#database.writer.prepare(
      'INSERT INTO flaw VALUES (NULL, ?, ?, ?, ?, ?)',
    );
  }

  add(event: EventRecord): void {
    if (this.#segment.isFull) this.#closeSegment();
    this.#segment.addEvent(event);
    this.#documents.add(event.document());
    this.#summary.addEvent(event);
    const fields = this.#fieldsOf(event.names);
    const spilled: string[] = [];
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at] ?? SPILL_FIELD;
      const value = event.values[at] ?? null;
      if (field !== SPILL_FIELD) this.#segment.addField(field, value);
      else spilled.push(`${event.names[at] ?? ''}${SPILL_SEPARATOR}${JSON.stringify(value)}`);
    }
    if (spilled.length > 0) this.#segment.addField(SPILL_FIELD, spilled);
    this.#segment.addRawTexts(event.rawTexts());
  }

  #fieldsOf(names: readonly string[]): readonly number[] {
    const known = this.#shapes.get(names);
    if (known !== undefined) return known;
    const fields = names.map((name) => this.#fieldId(name));
    this.#shapes.set(names, fields);
    return fields;
  }

  #fieldId(name: string): number {
    const known = this.#fieldIds.get(name);
    if (known !== undefined) return known;
    const next = this.#fieldIds.size + 1;
    if (next > this.#mostFields) return SPILL_FIELD;
    this.#fieldIds.set(name, next);
    return next;
  }

  addFlaw(flaw: Flaw): void {
    this.#summary.addFlaw(flaw);
    if (this.#summary.flaws > MOST_LISTED_FLAWS) return;
    const { kind, offsetBytes, lineNumber, reason, recordLost } = flaw;
    this.#insertFlaw.run(kind, offsetBytes, lineNumber ?? null, reason, recordLost ? 1 : 0);
  }

  #closeSegment(): void {
    const names = [...this.#fieldIds.keys()];
    this.#segment.write(this.#statements, (field, column) => this.#outlined(names, field, column));
    this.#segments++;
    this.#segment = new SegmentBuilder(this.#segments, this.#summary.events);
  }

  #outlined(names: readonly string[], field: number, { entries, texts }: ColumnBuilder): void {
    if (field === RAW_TEXTS) this.#outline.addRawTexts(entries);
    else if (field === SPILL_FIELD) this.#outline.addSpill();
    else this.#outline.addColumn(names[field - 1] ?? '', entries, texts);
  }

  finish(copied?: CopiedFacts): WrittenShard {
    if (this.#segment.events > 0) this.#closeSegment();
    for (const { kind, offset, line, reason, recordLost } of copied?.flaws ?? [])
      this.#insertFlaw.run(kind, offset, line, reason, recordLost ? 1 : 0);
    this.#documents.flush();
    const { writer } = this.#database;
    const insertField = writer.prepare('INSERT INTO field VALUES (?, ?)');
    for (const [name, id] of this.#fieldIds) insertField.run(id, name);
    const summary = copied?.summary ?? this.#summary.summary();
    const insertMeta = writer.prepare('INSERT INTO meta VALUES (?, ?)');
    insertMeta.run('version', String(SHARD_VERSION));
    insertMeta.run('documentKind', this.#documentKind);
    insertMeta.run('summary', JSON.stringify(summary));
    this.#database.publish();
    const events = { segments: this.#segments, timed: this.#summary.timed };
    return { summary, outline: this.#outline.outline(summary.events, events) };
  }

  abandon(): void {
    this.#database.abandon();
  }
}
