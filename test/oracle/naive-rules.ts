/** A rule set over one event, rule by rule: what the compiled engine is compared with. */
import type { Detection } from '@shared/model/detection';
import type { EventFields } from '@shared/model/event';
import type { IndexedNode } from '@shared/sigma/engine/predicate-table';
import type { FieldView } from '@shared/sigma/field-view';
import { isWindowsChannel, placeOf } from '@shared/sigma/log-source';
import type { Predicate, RuleNode } from '@shared/sigma/predicate';
import type { CompiledRuleSet } from '@shared/sigma/rule-set';
import { EventLookup } from './event-lookup';
import { collectMatches, evaluate } from './sigma-evaluate';

export function naiveMatches(set: CompiledRuleSet, event: EventFields): Detection[] {
  const { channel, eventIds } = placeOf(event);
  const views = new Map<FieldView, EventLookup>();
  return set.rules.flatMap(({ bindings, reference, root }) =>
    bindings.flatMap((binding): Detection[] => {
      const here =
        (binding.channels?.includes(channel) ?? isWindowsChannel(channel)) &&
        (binding.eventIds?.some((id) => eventIds.includes(id)) ?? true);
      if (!here) return [];
      const seen = views.get(binding.view) ?? new EventLookup(event, binding.view);
      views.set(binding.view, seen);
      const tree = treeOf(root, set.predicates);
      const only = binding.only === null ? null : treeOf(binding.only, set.predicates);
      if ((only !== null && !evaluate(only, seen)) || !evaluate(tree, seen)) return [];
      return [{ rule: reference, source: binding.source, matches: collectMatches(tree, seen) }];
    }),
  );
}

const trees = new WeakMap<object, RuleNode>();

function treeOf(node: IndexedNode, predicates: readonly Predicate[]): RuleNode {
  if (typeof node === 'number') return { op: 'test', predicate: testAt(predicates, node) };
  const known = trees.get(node);
  if (known !== undefined) return known;
  const tree: RuleNode =
    node.op === 'not'
      ? { op: 'not', child: treeOf(node.child, predicates), shows: node.shows }
      : { op: node.op, children: node.children.map((child) => treeOf(child, predicates)) };
  trees.set(node, tree);
  return tree;
}

function testAt(predicates: readonly Predicate[], number: number): Predicate {
  const predicate = predicates[number];
  if (predicate === undefined) throw new RangeError(`there is no test ${number}`);
  return predicate;
}
