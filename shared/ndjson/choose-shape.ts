/** The shape of a file's records: recognised, or as the examiner chose. */
import { parseLogSource } from '@shared/model/log-source';
import type { SourceChoice, SourceMapping } from '@shared/model/source-choice';
import type { JsonRecord } from './json-record';
import { fit, inEnvelope, type Recognition, recognise } from './recognise';
import { SOURCE_SHAPES } from './source-shapes';
import { type LogSourceTable, table } from './log-source-table';
import { type SourceShape, sourceShape } from './source-shape';

export function chooseShape(choice: SourceChoice, sample: readonly JsonRecord[]): Recognition {
  if (choice.type === 'mapping') {
    return { shape: inEnvelope(sample, mappedShape(choice.mapping)), confidence: 1 };
  }
  const known =
    choice.type === 'known' ? SOURCE_SHAPES.find(({ id }) => id === choice.id) : undefined;
  return known === undefined ? recognise(sample) : fit(sample, known);
}

/** Every record is of the one source. */
function logSourceTables(text: string): readonly LogSourceTable[] {
  const source = parseLogSource(text);
  if (source === null) return [];
  const { product, category, service } = source;
  return [table(product, [{ when: {}, category, service }])];
}

/** Where the mapping names no path, the generic ones stand. */
function mappedShape({
  name,
  time,
  computer,
  eventId,
  channel,
  provider,
  logSource,
  renames,
}: SourceMapping): SourceShape {
  const given = (paths: readonly string[]) => (paths.length === 0 ? {} : { paths });
  const core = Object.entries({
    Computer: given(computer),
    EventID: given(eventId),
    Channel: given(channel),
    Provider_Name: given(provider),
  }).flatMap(([field, { paths }]) => (paths === undefined ? [] : [[field, paths] as const]));
  const names = new Map<string, string[]>();
  for (const { from, to } of renames) names.set(from, [...(names.get(from) ?? []), to]);
  return sourceShape({
    id: 'mapping',
    label: `NDJSON · ${name}`,
    ...(time.length === 0 ? {} : { time }),
    core: Object.fromEntries(core),
    names: Object.fromEntries(names),
    logSources: logSource === null ? [] : logSourceTables(logSource),
  });
}
