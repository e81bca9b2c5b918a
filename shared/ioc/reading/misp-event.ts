/**
 * MISP events in JSON, as the web interface exports them, as the API answers, and attributes alone. Objects
 * hold attributes one level deep; nothing deeper is looked at.
 */
import { z } from 'zod';
import type { IndicatorFacts, Tlp } from '@shared/model/indicator';
import { TLPS } from '@shared/model/indicator';
import type { Level } from '@shared/model/level';
import { tlpOf } from './facts';
import { meantValue } from './meant-value';
import { mispParts } from './misp-types';
import type { ReadingBook } from './reading-book';

const text = z.string().catch('');
const list = z.array(z.unknown()).catch([]);
const flag = z.union([z.boolean(), z.enum(['0', '1']).transform((one) => one === '1')]);
const TAGS = z.array(z.object({ name: text })).catch([]);
const ATTRIBUTE = z.object({
  ...{ type: z.string(), value: z.string(), uuid: text, comment: text, Tag: TAGS },
  object_relation: text,
  to_ids: flag.catch(true),
  deleted: flag.catch(false),
});
type MispAttribute = z.infer<typeof ATTRIBUTE>;
const OBJECT = z.object({ name: text, Attribute: list, deleted: flag.catch(false) });
const EVENT = z.object({
  info: text,
  threat_level_id: z.union([z.string(), z.number()]).transform(String).catch(''),
  Orgc: z.object({ name: text }).catch({ name: '' }),
  ...{ Attribute: list, Object: list, Tag: TAGS },
});

/** The events, or attributes, of a document; null where it is none of MISP's. */
export function mispEvents(document: unknown): readonly unknown[] | null {
  const inner = member(document, 'response') ?? document;
  const events = (Array.isArray(inner) ? inner : [inner]).map(
    (one: unknown) => member(one, 'Event') ?? one,
  );
  const isMisp = events.some(
    (one) => Array.isArray(member(one, 'Attribute')) || Array.isArray(member(one, 'Object')),
  );
  return isMisp ? events : null;
}

/** Own members alone: a file may name any. */
function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

const SEVERITIES: ReadonlyMap<string, Level> = new Map([
  ...([
    ['1', 'high'],
    ['2', 'medium'],
    ['3', 'low'],
  ] as const),
]);

export function readMisp(events: readonly unknown[], book: ReadingBook): void {
  events.forEach((one, at) => {
    const event = EVENT.safeParse(one);
    if (!event.success) return book.refuse(`event ${at + 1}`, '', 'it is no MISP event');
    const { Attribute: own, Object: objects } = event.data;
    const facts = eventFacts(event.data);
    takeAttributes(own, '', facts, book);
    for (const object of objects) takeObject(object, facts, book);
  });
}

function takeObject(value: unknown, facts: IndicatorFacts, book: ReadingBook): void {
  const object = OBJECT.safeParse(value);
  if (!object.success) return book.refuse('object', '', 'it is no MISP object');
  const { name, Attribute: attributes, deleted } = object.data;
  if (deleted) return book.refuse(name || 'object', '', 'it was deleted in MISP');
  takeAttributes(attributes, name, facts, book);
}

function takeAttributes(
  attributes: readonly unknown[],
  object: string,
  facts: IndicatorFacts,
  book: ReadingBook,
): void {
  attributes.forEach((value, at) => {
    const attribute = ATTRIBUTE.safeParse(value);
    const place = attribute.data?.uuid || `${object === '' ? 'attribute' : object} ${at + 1}`;
    if (!attribute.success) return book.refuse(place, '', 'it is no attribute with type and value');
    takeAttribute(attribute.data, { place, object }, facts, book);
  });
}

function takeAttribute(
  { type, value, comment, Tag: tags, to_ids: isMeant, deleted, ...attribute }: MispAttribute,
  { place, object }: { readonly place: string; readonly object: string },
  facts: IndicatorFacts,
  book: ReadingBook,
): void {
  if (deleted) return book.refuse(place, value, 'it was deleted in MISP');
  const parts = mispParts(type, value, { object, relation: attribute.object_relation });
  if (parts === null)
    return book.refuse(place, value, `${kindOf(type, attribute)} is not sought in events here`);
  const remarks = isMeant ? [] : ['its author does not mean it for detection (to_ids is off)'];
  const own = { ...facts, note: comment, tlp: strictest(tags) ?? facts.tlp };
  for (const part of parts) {
    const meant = meantValue(part.value, part.type);
    if (!meant.ok) book.refuse(place, part.value, meant.reason);
    else {
      const { ok: _, ...sought } = meant;
      book.take({
        ...{ ...sought, place, facts: own, isMeant },
        remarks: [
          ...remarks,
          ...meant.remarks,
          ...(part.remark === undefined ? [] : [part.remark]),
        ],
      });
    }
  }
}

/** `the type text (name)`: in objects most types say little. */
function kindOf(type: string, { object_relation: relation }: Partial<MispAttribute>): string {
  const inObject =
    relation === undefined || ['', type].includes(relation) ? '' : ` (${relation.slice(0, 60)})`;
  return `the type ${type.slice(0, 60)}${inObject}`;
}

const eventFacts = (event: z.infer<typeof EVENT>): IndicatorFacts => ({
  ...{ note: '', confidence: null, validUntil: null, tlp: strictest(event.Tag) },
  source: [event.Orgc.name, event.info].filter((part) => part !== '').join(' · '),
  severity: SEVERITIES.get(event.threat_level_id) ?? null,
});

function strictest(tags: readonly { readonly name: string }[]): Tlp | null {
  const tlps = tags.flatMap(({ name }) => (/^tlp:/i.test(name) ? (tlpOf(name) ?? []) : []));
  return tlps.toSorted((left, right) => TLPS.indexOf(right) - TLPS.indexOf(left))[0] ?? null;
}
