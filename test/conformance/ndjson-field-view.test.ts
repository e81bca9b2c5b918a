/** Records of the sample logs, dumped to NDJSON and read again, have the fields the EVTX reader gives. */
import fs from 'node:fs';
import path from 'node:path';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { type Json, type JsonObject, renderJson } from '@shared/evtx/render-json';
import type { EventRecord, FieldValue } from '@shared/model/event';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { expect, it } from 'vitest';
import { kept } from '../fixtures/evtx-reading';
import { openFile } from '@electron/pipeline/file-source';
import { sourceOf } from '../fixtures/byte-source';

const samples = path.resolve(import.meta.dirname, '../../../shared/samples');
const files = fs
  .readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.toLowerCase().endsWith('.evtx'))
  .map((name) => path.join(samples, name))
  .toSorted();

/** What evtx_dump's shape cannot tell apart: null, empty and absent; one value and a list of one. */
const plainValue = (value: FieldValue | undefined): string => {
  const values = typeof value === 'object' ? (value ?? []) : [value];
  return values
    .map((text) => text ?? '')
    .join('\n')
    .trim();
};
const plain = ({ names, values }: EventRecord): Map<string, string> =>
  new Map(names.map((name, at) => [name, plainValue(values[at])]));

/** Names whose values differ; the dump keeps the last value of a name only. */
function differences(evtx: EventRecord, json: EventRecord): string[] {
  const [a, b] = [plain(evtx), plain(json)];
  return [...new Set([...a.keys(), ...b.keys()])].filter(
    (name) => (a.get(name) ?? '') !== (b.get(name) ?? ''),
  );
}

it('sees the samples', () => expect(files.length).toBeGreaterThan(100));

interface Dumped {
  readonly evtx: EventRecord;
  readonly json: JsonObject;
}

/** Records whose dump holds all their values. */
function dumped(file: string): Dumped[] {
  const source = openFile(file);
  try {
    const all: Dumped[] = [];
    for (const parsed of openEvtx(source).events()) {
      if (parsed.type === 'flaw') continue;
      const { event: json, extra } = renderJson(parsed.event.tree());
      if (extra === undefined) all.push({ evtx: kept(parsed.event), json });
    }
    return all;
  } finally {
    source.close();
  }
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asIs = (json: JsonObject): JsonObject => json;

/** `#attributes` as keys with `@`, and named fields as a list of Data, the way XML converters write. */
function converted(value: Json, key = ''): Json {
  if (!isObject(value)) return value;
  const { '#attributes': attributes, ...rest } = value;
  const body: JsonObject = {};
  if (isObject(attributes)) {
    for (const [name, text] of Object.entries(attributes)) body[`@${name}`] = text;
  }
  const fields = Object.entries(rest);
  if (key === 'EventData' && !('Data' in rest) && fields.every(([, text]) => !isObject(text))) {
    body['Data'] = fields.map(([name, text]) => ({ '@Name': name, '#text': text }));
  } else for (const [name, inner] of fields) body[name] = converted(inner, name);
  return body;
}

/** Velociraptor: no attributes, the id with its qualifiers, the sections at the top. */
function velociraptor({ Event: event }: JsonObject): JsonObject {
  if (!isObject(event) || !isObject(event['System'])) return {};
  const { '#attributes': _, System: system, ...sections } = event;
  const opened = Object.entries(system).map(([name, value]): [string, Json] => {
    const attributes = isObject(value) ? value['#attributes'] : undefined;
    if (name === 'EventID') {
      const id = isObject(value) ? (value['#text'] ?? null) : value;
      return [name, { Value: id, ...(isObject(attributes) ? attributes : {}) }];
    }
    return [name, isObject(attributes) ? attributes : value];
  });
  return { System: Object.fromEntries(opened), ...sections };
}

it.each([
  ['evtx_dump', 'NDJSON · evtx_dump', asIs],
  ['an XML converter', 'NDJSON · evtx_dump', (json: JsonObject) => converted(json) as JsonObject],
  ['Velociraptor', 'NDJSON · Velociraptor', velociraptor],
])('the same field view as written by %s', { timeout: 300_000 }, (_, label, write) => {
  const wrong = new Map<string, number>();
  let records = 0;
  for (const file of files) {
    const all = dumped(file);
    if (all.length === 0) continue;
    const lines = all.map(({ json }) => JSON.stringify(write(json)));
    const reader = openNdjson(sourceOf(Buffer.from(lines.join('\n'))), 'lines');
    const parsed = [...reader.records()];
    expect(parsed).toHaveLength(all.length);
    for (const [at, { evtx }] of all.entries()) {
      const one = parsed[at];
      if (one?.type !== 'event') throw new Error(`${file}: record ${at} is no event`);
      records++;
      // Where the record itself has no time, EVTX has the one of its header.
      const names = differences(evtx, one.event);
      if (one.event.time !== null && one.event.time !== evtx.time) names.push('(time)');
      for (const name of names) wrong.set(name, (wrong.get(name) ?? 0) + 1);
    }
    if (all.length > 20) expect(reader.sourceLabel).toBe(label);
  }
  expect([...wrong]).toEqual([]);
  expect(records).toBeGreaterThan(20_000);
});
