/** Whether an index is one that this program made for a case: its mapping, and the aliases it is read and written by. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { CASE_MAPPING, CLUSTER_FORMAT } from './index-mapping';

/** Bulk calls go by it alone: one whose index is gone is refused, where an index would be made anew. */
export const writeAlias = (index: string): string => `${index}-write`;

type Property = Readonly<Record<string, unknown>>;
const OWN: Readonly<Record<string, Property>> = CASE_MAPPING.properties;

/** What an index leaves out of a mapping that it tells. */
const USUAL: Property = { index: true, doc_values: true, enabled: true };
const COMPARED = ['type', 'index', 'doc_values', 'enabled', 'relations', 'ignore_above', 'normalizer']; // prettier-ignore

const INDEX = z.object({
  aliases: z.record(z.string(), z.record(z.string(), z.unknown())),
  mappings: z.looseObject({
    dynamic: z.unknown().optional(),
    _meta: z.looseObject({ caseScope: z.number().optional() }).optional(),
    properties: z.record(z.string(), z.looseObject({})).default({}),
  }),
});

/** @param body of `GET /index`. @returns what is wrong with it; null where nothing is */
export function indexFlaw(body: unknown, name: string, alias: string): string | null {
  const told = z.record(z.string(), INDEX).safeParse(body);
  const index = told.data?.[name];
  if (index === undefined) return `the cluster does not describe it`;
  const { aliases, mappings } = index;
  const format = mappings._meta?.caseScope ?? CLUSTER_FORMAT;
  if (format !== CLUSTER_FORMAT) return `it is of version ${format} of the format`;
  if (mappings.dynamic !== 'strict') return 'its mapping takes any field';
  const other = Object.entries(OWN).find(
    ([field, own]) => !isSame(own, mappings.properties[field]),
  );
  if (other !== undefined) return `its field ${other[0]} is mapped in another way`;
  const read = aliases[alias];
  if (read === undefined) return `it is not in the alias ${alias}`;
  if (read['filter'] !== undefined) return `the alias ${alias} leaves out documents of it`;
  return aliases[writeAlias(name)] === undefined ? 'no alias to write by' : null;
}

/** An object without a type is one. */
const optionOf = (property: Property, option: string): unknown =>
  property[option] ?? USUAL[option] ?? (option === 'type' ? 'object' : undefined);

function isSame(own: Property, other: Property | undefined): boolean {
  if (other === undefined) return false;
  return COMPARED.every((option) =>
    isDeepStrictEqual(optionOf(own, option), optionOf(other, option)),
  );
}
