import { expect, test } from 'vitest';
import type { ElementNode } from '@shared/evtx/record-tree';
import { treeTexts } from '@shared/evtx/tree-texts';

test('names beyond the schema, values of attributes and texts; no namespaces', () => {
  const tree: ElementNode = [
    'Event',
    ['xmlns', 'http://schemas.example/event'],
    ['System', 0, ['Provider', ['Name', 'P', 'Guid', null]], ['EventID', 0, 4688]],
    ['UserData', 0, ['OddName', ['xmlns:a', 'urn:x', 'kind', 'rare'], 'text', ['Inner', 0, '']]],
    ['EventData', 0, ['Data', ['Name', 'Field'], 'value'], ['Data', 0, null, true]],
  ];
  expect([...treeTexts(tree)]).toEqual([
    ...['P', '4688', 'OddName', 'rare', 'text', 'Inner', 'Field', 'value', 'true'],
  ]);
});
