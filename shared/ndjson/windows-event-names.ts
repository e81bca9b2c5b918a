/**
 * Names of the parts of a Windows event written as JSON, the same as the EVTX reader gives
 * (shared/model/event.ts), whatever wrote it: `#attributes` (evtx_dump), `_attributes`, `@` (XML
 * converters) or plain objects (Velociraptor).
 */
const TEXT = '#text';
const APART = '_attributes';
const isAttributes = (key: string): boolean => key === '#attributes' || key === APART;
const isNamespace = (key: string): boolean => /^@?xmlns(:|$)/.test(key);
/** Velociraptor's key for the text of an element that may have attributes. */
const VALUE = 'Value';

/** What the section `System` and others hold is named after; null for what is no field. */
export interface WindowsName {
  readonly name: string;
  /** Where the name collides with one of System: the name that tells them apart. */
  readonly apart: string;
  readonly isSystem: boolean;
}

/** The element that wraps the fields of UserData; null for any other leaf. */
export const userDataElement = ([section, wrapper]: readonly string[]): string | null =>
  section === 'UserData' && wrapper !== undefined && !isAttributes(wrapper) ? wrapper : null;

/** Whether the record has anything at a path below the event. */
type Has = (path: readonly string[]) => boolean;

/** `path`: keys below the event, the section first. */
export function windowsNameOf(
  path: readonly string[],
  isNull: boolean,
  has: Has,
): WindowsName | null {
  const [section = '', ...rest] = path;
  if (isAttributes(section) || section.endsWith(APART) || section.startsWith('@')) return null;
  if (rest.some(isNamespace)) return null;
  if (rest.length === 0) {
    return isNull ? null : { name: section, apart: section, isSystem: false };
  }
  if (section === 'System') return systemName(rest);
  const wrapper = userDataElement(path);
  const above = path.slice(0, wrapper === null ? 1 : 2);
  const inner = path.slice(above.length);
  const owner = wrapper ?? section;
  if (inner.length === 0 && isNull) return null;
  const name = inner.length === 0 ? owner : elementName(owner, inner, above, has);
  return { name, apart: `${section}.${name}`, isSystem: false };
}

/** System nests attributes only: `Provider_Name`. */
function systemName(rest: readonly string[]): WindowsName {
  const parts = rest
    .filter((key, depth) => key !== TEXT && !isAttributes(key) && !(depth > 0 && key === VALUE))
    .map((key) => (key.endsWith(APART) ? key.slice(0, -APART.length) : key.replace(/^@/, '')));
  const name = parts.join('_');
  return { name, apart: name, isSystem: true };
}

/** Inner elements join with dots, attributes with `_`. */
function elementName(
  owner: string,
  inner: readonly string[],
  above: readonly string[],
  has: Has,
): string {
  let name = '';
  let inAttributes = false;
  inner.forEach((key, depth) => {
    if (isAttributes(key)) inAttributes = true;
    else if (inAttributes || key.startsWith('@'))
      name = `${name || owner}_${key.replace(/^@/, '')}`;
    else if (key !== TEXT) {
      inAttributes = key.endsWith(APART);
      const element = inAttributes ? key.slice(0, -APART.length) : key;
      const plain = withoutNumber(element, [...above, ...inner.slice(0, depth)], has);
      name = name === '' ? plain : `${name}.${plain}`;
    }
  });
  return name;
}

/** evtx_dump numbers a repeated name (`Data_1`), JSON having no place for the second. */
function withoutNumber(key: string, above: readonly string[], has: Has): string {
  const number = /_\d+$/.exec(key);
  if (number === null) return key;
  const base = key.slice(0, number.index);
  return has([...above, base]) ? base : key;
}
