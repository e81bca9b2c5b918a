/** XML of a record stays XML whatever its names and texts are. */
import type { ElementNode, TreeNode } from '@shared/evtx/record-tree';
import { renderXml } from '@shared/evtx/render-xml';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isWellFormed } from '../../fuzz/well-formed';
import { oddText } from '../../fixtures/evtx/random-records';

it('writes names, attributes, texts and instructions', () => {
  const tree: ElementNode = [
    'Event',
    ['xmlns', 'urn:x'],
    'a < b',
    ['Data', ['Name', 'q"']],
    ['?go', 0, 'on ?> x'],
  ];
  expect(renderXml(tree)).toBe(
    '<Event xmlns="urn:x">a &lt; b<Data Name="q&quot;"/><?go on ? > x?></Event>',
  );
});

it.each([
  ['a b', 'a_b'],
  ['', '_'],
  ['7up', '_7up'],
  ['x><script', 'x__script'],
  ['Äpfel', 'Äpfel'],
  ['win:Data.x-1', 'win:Data.x-1'],
  ['\u0000', '_'],
])('writes an element called %j as %s', (name, written) => {
  expect(renderXml([name, 0])).toBe(`<${written}/>`);
});

it('is well formed for any tree', () => {
  const name = fc.oneof(oddText, fc.string({ unit: 'binary', maxLength: 6 }));
  const { tree } = fc.letrec<{ tree: ElementNode; node: TreeNode }>((tie) => ({
    tree: fc
      .tuple(name, fc.option(fc.tuple(name, oddText)), fc.array(tie('node'), { maxLength: 4 }))
      .map(([given, attribute, children]): ElementNode => [given, attribute ?? 0, ...children]),
    node: fc.oneof({ depthSize: 'small' }, oddText, fc.integer(), fc.boolean(), tie('tree')),
  }));
  fc.assert(
    fc.property(tree, (one) => {
      fc.pre(!one[0].startsWith('?'));
      expect(isWellFormed(renderXml(one))).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

it.each(['<a>', '<a/><b/>', '<a></b>', '< x="1"/>', '<a b="<"/>', 'text', ''])(
  'does not take %s for well formed',
  (text) => {
    expect(isWellFormed(text)).toBe(false);
  },
);
