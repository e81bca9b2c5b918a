/** The record an event log would hold for made fields: what a shard of an EVTX file stores. */
import type { ElementNode } from '@shared/evtx/record-tree';

type Fields = Readonly<Record<string, string>>;

/** The last of the System fields that made events have. */
const LAST_SYSTEM_FIELD = 'Computer';

export function recordTreeOf(fields: Fields): ElementNode {
  const pairs = Object.entries(fields);
  const end = pairs.findIndex(([name]) => name === LAST_SYSTEM_FIELD) + 1;
  const data = pairs
    .slice(end)
    .map(([name, value]): ElementNode => ['Data', ['Name', name], value]);
  return [
    'Event',
    0,
    ['System', 0, ...systemElements(pairs.slice(0, end))],
    ['EventData', 0, ...data],
  ];
}

/** `Provider_Name` and `Provider_Guid` are attributes of one element, `EventID` is the text of its own. */
function systemElements(pairs: readonly (readonly [string, string])[]): ElementNode[] {
  const elements = new Map<string, { attributes: string[]; content: string[] }>();
  for (const [name, value] of pairs) {
    const [element = '', attribute] = name.split('_');
    const parts = elements.get(element) ?? { attributes: [], content: [] };
    elements.set(element, parts);
    if (attribute === undefined) parts.content.push(value);
    else parts.attributes.push(attribute, value);
  }
  return [...elements].map(([name, { attributes, content }]): ElementNode => [
    name,
    attributes.length === 0 ? 0 : attributes,
    ...content,
  ]);
}
