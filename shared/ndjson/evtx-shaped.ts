/**
 * Fields of a record in evtx_dump's JSON shape, under the same names as the EVTX reader gives
 * (shared/model/event.ts): `Provider: {"#attributes": {"Name": …}}` is `Provider_Name`.
 */
import type { EventFields } from '@shared/model/event';
import { isRecord, type JsonRecord, leaves, scalarTextOf } from './json-record';
import { FieldCollector } from './record-fields';

const ATTRIBUTES = '#attributes';
const TEXT = '#text';
/** evtx_dump can write attributes beside their element. */
const APART = '_attributes';
const isNamespace = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:');

export function evtxShapedFields(event: JsonRecord): EventFields {
  const fields = new FieldCollector();
  const system = event['System'];
  if (isRecord(system)) addElements(system, '', fields, () => false);
  const systemNames = new Set(fields.finish().names);
  for (const [name, section] of Object.entries(event)) {
    if (name === 'System' || name === ATTRIBUTES || section === null) continue;
    const collides = (field: string): boolean => systemNames.has(field);
    if (!isRecord(section)) addValue(name, section, fields);
    else if (name === 'UserData') addUserData(section, fields, collides);
    else addElements(section, '', fields, collides, name);
  }
  return fields.finish();
}

type Collides = (field: string) => boolean;

function addUserData(userData: JsonRecord, fields: FieldCollector, collides: Collides): void {
  for (const [wrapper, content] of Object.entries(userData)) {
    if (wrapper === ATTRIBUTES) continue;
    fields.add('UserData_Element', wrapper);
    if (isRecord(content)) addElements(content, '', fields, collides, 'UserData', wrapper);
    else addValue(wrapper, content, fields);
  }
}

function addElements(
  section: JsonRecord,
  path: string,
  fields: FieldCollector,
  collides: Collides,
  container = '',
  owner = container,
): void {
  for (const [key, value] of Object.entries(section)) {
    if (key === ATTRIBUTES) {
      addAttributes(value, path === '' ? owner : path.slice(0, -1), fields);
    } else if (key.endsWith(APART) && isRecord(value)) {
      addAttributes(value, path + key.slice(0, -APART.length), fields);
    } else {
      const plain =
        path +
        key.replace(/_\d+$/, (suffix) =>
          section[key.slice(0, -suffix.length)] === undefined ? suffix : '',
        );
      const name = collides(plain) ? `${container}.${plain}` : plain;
      addElement(name, value, fields, collides, container);
    }
  }
}

function addAttributes(attributes: unknown, owner: string, fields: FieldCollector): void {
  if (!isRecord(attributes)) return;
  for (const [name, value] of Object.entries(attributes)) {
    if (!isNamespace(name)) addValue(`${owner}_${name}`, value, fields);
  }
}

function addElement(
  name: string,
  value: unknown,
  fields: FieldCollector,
  collides: Collides,
  container: string,
): void {
  if (!isRecord(value)) return addValue(name, value, fields);
  if (TEXT in value) addValue(name, value[TEXT], fields);
  addAttributes(value[ATTRIBUTES], name, fields);
  const inner = Object.fromEntries(
    Object.entries(value).filter(([key]) => key !== TEXT && key !== ATTRIBUTES),
  );
  addElements(inner, `${name}.`, fields, collides, container);
}

function addValue(name: string, value: unknown, fields: FieldCollector): void {
  if (Array.isArray(value)) for (const [, text] of leaves(value)) fields.add(name, text);
  else fields.add(name, scalarTextOf(value));
}
