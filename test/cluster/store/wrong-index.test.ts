/** An index of the case's name that is not the case's: nothing is written to it, and nothing in it is believed. */
import { expect, inject, it } from 'vitest';
import type { ClusterPlace } from '@shared/contract/cluster';
import { ClusterBooks } from '@electron/store/cluster/books';
import { CASE_MAPPING } from '@electron/store/cluster/index-mapping';
import { eventStoreOf } from '@electron/store/event-store-of';
import { recordOf } from '../../fixtures/case-of-events';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { evidence, newPlace, PLACE, readInto } from './stores';

const EVENTS = 20;

const aliasOf = ({ clusterCase }: ClusterPlace): string => `casescope-${clusterCase}`;
const packOf = (place: ClusterPlace): string => `${aliasOf(place)}-pack-000001`;

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const asked = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  return (await fetch(`${inject('clusterUrl')}${path}`, asked)).json();
}

const countOf = async (index: string): Promise<number> => {
  await ask('POST', `/${index}/_refresh`);
  return ((await ask('GET', `/${index}/_count`)) as { count: number }).count;
};

const someEvents = (): string => writeNdjson(evidence('some.ndjson', ''), EVENTS);

async function newCase(): Promise<ClusterPlace> {
  const place = newPlace('wrong');
  const books = new ClusterBooks(place, { id: 'a', name: 'a' }, 'a case');
  await books.open();
  books.close();
  return place;
}

const { kind: _, ...withoutKind } = CASE_MAPPING.properties;

it.each([
  ['another program made it', {}, true, /takes any field/],
  ['it has lost its alias', { mappings: CASE_MAPPING }, false, /not in the alias casescope-wrong/],
  [
    'a field is another',
    { mappings: { ...CASE_MAPPING, properties: { ...withoutKind, kind: { type: 'keyword' } } } },
    true,
    /field kind is mapped in another way/,
  ],
  [
    'it is of a newer version',
    { mappings: { ...CASE_MAPPING, _meta: { caseScope: 2 } } },
    true,
    /version 2 of the format/,
  ],
] as const)('a pack is refused where %s', async (_why, made, isInAlias, says) => {
  const place = await newCase();
  const aliases = isInAlias ? { [aliasOf(place)]: {} } : {};
  await ask('PUT', `/${packOf(place)}`, { ...made, aliases });
  const write = (): unknown => readInto(eventStoreOf('', place), someEvents());
  expect(write).toThrow(says);
  expect(write).toThrow(packOf(place));
  expect(await countOf(packOf(place))).toBe(0);
});

it('a pack of a version that wrote by its name is taken', async () => {
  const place = await newCase();
  const { _meta: _mark, ...mappings } = CASE_MAPPING;
  await ask('PUT', `/${packOf(place)}`, { mappings, aliases: { [aliasOf(place)]: {} } });
  expect(readInto(eventStoreOf('', place), someEvents()).summary.events).toBe(EVENTS);
  expect(await countOf(aliasOf(place))).toBe(EVENTS);
});

it('a pack that is deleted while it is written is not made anew by the next call', async () => {
  const place = await newCase();
  const writer = eventStoreOf('', place).write(PLACE, 'json', EVENTS);
  await ask('DELETE', `/${packOf(place)}`);
  writer.add(recordOf({ time: null, fields: [['a', 'b']] }, 0));
  expect(() => writer.finish()).toThrow(/is missing in the cluster.*-pack-000001/);
  expect(await ask('GET', `/${packOf(place)}`)).toMatchObject({ status: 404 });
});
