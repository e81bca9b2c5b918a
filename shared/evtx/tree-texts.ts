/** Every name and value a record holds, whether or not its field view shows it. */
import {
  attributePairs,
  childrenOf,
  type ElementNode,
  isElement,
  nameOf,
  type Scalar,
  scalarText,
} from './record-tree';

/** Names the event schema itself gives to every record: they say nothing about this one. */
const SCHEMA_NAMES: ReadonlySet<string> = new Set([
  ...[
    'Event',
    'System',
    'EventData',
    'UserData',
    'Data',
    'Binary',
    'Provider',
    'EventID',
    'Version',
  ],
  ...['Level', 'Task', 'Opcode', 'Keywords', 'TimeCreated', 'EventRecordID', 'Correlation'],
  ...['Execution', 'Channel', 'Computer', 'Security', 'RenderingInfo', 'ProcessingErrorData'],
]);

/** Names of elements beyond the schema, values of attributes (namespaces left out), and texts. */
export function* treeTexts(element: ElementNode): Generator<string, void, undefined> {
  if (!SCHEMA_NAMES.has(nameOf(element))) yield nameOf(element);
  for (const [name, value] of attributePairs(element)) {
    if (!/^xmlns(:|$)/.test(name)) yield* textOf(value);
  }
  for (const child of childrenOf(element)) {
    if (isElement(child)) yield* treeTexts(child);
    else yield* textOf(child);
  }
}

function* textOf(scalar: Scalar): Generator<string, void, undefined> {
  const text = scalarText(scalar);
  if (text !== '') yield text;
}
