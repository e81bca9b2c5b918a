import { expect, test } from 'vitest';
import { diffRules as diffStanding, toldDiff } from '@shared/sigma/rule-diff';
import { standingRules } from '@shared/sigma/standing-rules';
import { parseSources, type RuleSource } from '@shared/sigma/rule-source';

const standing = (sources: readonly RuleSource[]) => standingRules(parseSources(sources));
const diffRules = (before: readonly RuleSource[], after: readonly RuleSource[]) =>
  toldDiff(diffStanding(standing(before), standing(after)));

const source = (id: string, title: string, hash: string) => ({
  path: `${hash}.yml`,
  text: `title: ${title}\n${id === '' ? '' : `id: ${id}\n`}logsource: {}\ndetection: {s: {F: a}, condition: s}\n`,
  hash,
});

test('rules are the same by id, also where they moved within their set, were renamed or lie among others', () => {
  const before = [source('1', 'kept', 'a'), source('2', 'old name', 'b'), source('3', 'gone', 'c')];
  const after = [source('4', 'new', 'd'), source('2', 'new name', 'e'), source('1', 'kept', 'a')];
  expect(diffRules(before, after)).toEqual({
    added: [{ kind: 'rule', id: '4', title: 'new', moved: null, saysSame: false, through: null }],
    changed: [
      { kind: 'rule', id: '2', title: 'new name', moved: null, saysSame: false, through: null },
    ],
    removed: [
      { kind: 'rule', id: '3', title: 'gone', moved: null, saysSame: false, through: null },
    ],
  });
});

test('rules without an id are the same by title; what is no rule counts for nothing', () => {
  const broken = { path: 'x.yml', text: 'a: [', hash: 'x' };
  const changed = source('', 'one', 'b');
  const fresh = { ...changed, text: changed.text.replace('F: a', 'F: b') };
  const diff = diffRules([source('', 'one', 'a'), broken], [fresh, broken]);
  expect(diff).toEqual({
    added: [],
    changed: [{ kind: 'rule', id: '', title: 'one', moved: null, saysSame: false, through: null }],
    removed: [],
  });
});

test('comments, and what stands beside a rule in its file, do not change it', () => {
  const [one, two] = [source('1', 'one', 'a'), source('2', 'two', 'b')];
  const both = (second: string) => [
    { path: 'x.yml', text: `# note\n${one.text}---\n${second}`, hash: second },
  ];
  const edited = two.text.replace('F: a', 'F: b');
  expect(diffRules(both(two.text), both(edited))).toMatchObject({
    ...{ added: [], changed: [{ id: '2' }], removed: [] },
  });
  expect(diffRules([one], both(two.text))).toMatchObject({ changed: [], added: [{ id: '2' }] });
});

test('a rule that belongs to another set now is changed, and says from which to which', () => {
  const rule = source('1', 'one', 'a');
  const at = (path: string) => [{ ...rule, path }];
  const moved = (from: string, to: string) => diffRules(at(from), at(to)).changed;
  const core = 'sigmahq.zip/rules/windows/a.yml';
  expect(moved(core, 'rules/linux/b.yml')).toEqual([]);
  expect(moved(core, 'rules-threat-hunting/windows/a.yml')).toEqual([
    {
      kind: 'rule',
      id: '1',
      title: 'one',
      moved: { from: 'core', to: 'threatHunting' },
      ...{ saysSame: true, through: null },
    },
  ]);
  expect(moved('rules-emerging-threats/a.yml', core)[0]?.moved?.from).toBe('emergingThreats');
  expect(moved(core, 'deprecated/a.yml')[0]?.moved?.to).toBe('reference');
  expect(moved(core, 'a.yml')[0]?.moved?.to).toBe('own');
});

test('ids are the same in either letter case', () => {
  const id = 'abcdef00-0000-4000-8000-000000000001';
  const upper = source(id.toUpperCase(), 'one', 'a');
  expect(diffRules([source(id, 'one', 'a')], [upper])).toMatchObject({ added: [], removed: [] });
});

test('of several versions the last runs, but one that is kept for reference', () => {
  const [one, other] = [source('1', 'one', 'a'), source('1', 'other', 'b')];
  const retired = { ...other, path: 'deprecated/a.yml' };
  expect(diffRules([one], [other, one])).toMatchObject({ added: [], changed: [], removed: [] });
  expect(diffRules([one], [one, other]).changed).toMatchObject([{ title: 'other' }]);
  expect(diffRules([one], [one, retired]).changed).toEqual([]);
  expect(diffRules([one], [retired]).changed).toMatchObject([{ moved: { to: 'reference' } }]);
});

test('rules without an id that have one title both run, as when they are compiled', () => {
  const [one, other] = [source('', 'one', 'a'), source('', 'one', 'b')];
  const another = { ...other, text: other.text.replace('F: a', 'F: b') };
  expect(diffRules([one], [one, another])).toMatchObject({
    ...{ added: [{ title: 'one (2)' }], changed: [], removed: [] },
  });
});

/** A document without an id. */
const filter = (title: string, value: string): string =>
  `title: ${title}\nlogsource: {}\nfilter: { rules: any, s: { F: ${value} }, condition: not s }\n`;
const together = (...documents: readonly string[]) => [
  { path: 'x.yml', text: documents.join('---\n'), hash: documents.join() },
];
/** Rules that filters alone change are told of below. */
const told = (before: readonly string[], after: readonly string[]) => {
  const { added, changed, removed } = diffRules(together(...before), together(...after));
  return [added, changed.filter(({ saysSame }) => !saysSame), removed].map((some) =>
    some.map(({ kind, title }) => `${kind} ${title}`),
  );
};

test('a rule and a filter of one title are two, of which either may change', () => {
  const rule = source('', 'Twin', '').text;
  const changed = rule.replace('F: a', 'F: b');
  const noise = filter('Twin', 'x');
  expect(told([rule, noise], [changed, noise])).toEqual([[], ['rule Twin'], []]);
  expect(told([rule, noise], [rule, filter('Twin', 'y')])).toEqual([[], ['filter Twin'], []]);
  expect(told([rule], [rule, noise])).toEqual([['filter Twin'], [], []]);
  expect(told([rule, noise], [noise])).toEqual([[], [], ['rule Twin']]);
  const withId = 'id: abcdef00-0000-4000-8000-000000000001\n';
  const both = [withId + rule, withId + noise];
  expect(told(both, [withId + changed, withId + noise])).toEqual([[], ['rule Twin'], []]);
});

test('each of two filters of one title is told', () => {
  const [one, two] = [filter('Noise', '1'), filter('Noise', '2')];
  expect(told([one, two], [filter('Noise', '3'), two])).toEqual([[], ['filter Noise'], []]);
  expect(told([one, two], [one, filter('Noise', '3')])).toEqual([[], ['filter Noise (2)'], []]);
  expect(told([one], [one, two])).toEqual([['filter Noise (2)'], [], []]);
  expect(told([one], [one, one])).toEqual([[], [], []]);
});

const ID = 'abcdef00-0000-4000-8000-000000000001';
const throughFilters = (before: readonly string[], after: readonly string[]): string[] =>
  diffRules(together(...before), together(...after))
    .changed.filter(({ saysSame }) => saysSame)
    .map(({ title }) => title);

test('rules that a changed, added or removed filter stands on are changed, through filters', () => {
  const rules = ['One', 'Two'].map((title) => source('', title, '').text);
  const onTwo = filter('F', 'x').replace('rules: any', `rules: [${ID}]`);
  const named = [rules[0] ?? '', `id: ${ID}\n${rules[1] ?? ''}`];
  expect(throughFilters(rules, [...rules, filter('F', 'x')])).toEqual(['One', 'Two']);
  expect(throughFilters([...rules, filter('F', 'x')], rules)).toEqual(['One', 'Two']);
  expect(throughFilters([...named, onTwo], named)).toEqual(['Two']);
  expect(throughFilters([...named, onTwo], [...named, filter('F', 'x')])).toEqual(['One', 'Two']);
  expect(throughFilters([...named, onTwo], [...named, onTwo.replace('F: x', 'F: y')])).toEqual([
    'Two',
  ]);
});

test('a filter that says the same, is not run or looks elsewhere changes no rule', () => {
  const rule = source('', 'One', '').text;
  const retired = `status: deprecated\n${filter('F', 'x')}`;
  const elsewhere = filter('F', 'x').replace('logsource: {}', 'logsource: { product: linux }');
  expect(throughFilters([rule, filter('F', 'x')], [rule, filter('Renamed', 'x')])).toEqual([]);
  expect(throughFilters([rule, filter('F', 'x')], [rule, retired])).toEqual(['One']);
  expect(throughFilters([rule], [rule, retired])).toEqual([]);
  expect(throughFilters([rule], [rule, elsewhere])).toEqual([]);
  expect(throughFilters([rule], [rule.replace('F: a', 'F: b'), filter('F', 'x')])).toEqual([]);
});

test('a filter without a title is called by its file', () => {
  const untitled = filter('', '1').replace('title: \n', '');
  const withId = `id: ${ID}\n${untitled}`;
  expect(told([untitled], [untitled.replace('F: 1', 'F: 2')])).toEqual([[], ['filter x.yml'], []]);
  expect(told([], [untitled, untitled.replace('F: 1', 'F: 2')])).toEqual([
    ...[['filter x.yml', 'filter x.yml (2)'], [], []],
  ]);
  expect(told([withId], [])).toEqual([[], [], ['filter x.yml']]);
});

/** A correlation of rules by their ids; each rule's id is its title. */
const counting = (title: string, more: string, ...of: readonly string[]): string =>
  `title: ${title}\nid: ${title}\ncorrelation: { type: temporal, rules: [${of.join()}], timespan: 1m${more} }\n`;
const throughCorrelations = (before: readonly string[], after: readonly string[]): string[] =>
  diffRules(together(...before), together(...after)).changed.map(
    ({ title, through }) => `${title} ${through ?? 'itself'}`,
  );
const ruleOf = (title: string, value = 'a'): string =>
  source(title, title, '').text.replace('F: a', `F: ${value}`);

test('correlations of a rule that changes are changed, and those of these, whatever changes it', () => {
  const loud = ', generate: true';
  const correlations = [
    counting('K', loud, 'R'),
    counting('L', loud, 'K'),
    counting('M', loud, 'S'),
  ];
  const rest = [ruleOf('S'), ...correlations];
  const changed = ['K heard', 'L heard'];
  expect(throughCorrelations([ruleOf('R'), ...rest], [ruleOf('R'), ...rest])).toEqual([]);
  expect(throughCorrelations([ruleOf('R'), ...rest], [ruleOf('R', 'b'), ...rest])).toEqual([
    ...[...changed, 'R itself'],
  ]);
  const noise = filter('F', 'x').replace('rules: any', 'rules: [R]');
  expect(throughCorrelations([ruleOf('R'), ...rest], [ruleOf('R'), ...rest, noise])).toEqual([
    ...[...changed, 'R filters'],
  ]);
});

test('a correlation that loses its rule, or finds it, is changed, with those that stand on it', () => {
  const loud = ', generate: true';
  const correlations = [counting('K', loud, 'R'), counting('L', loud, 'K')];
  expect(throughCorrelations([ruleOf('R'), ...correlations], correlations)).toEqual([
    ...['K lost', 'L lost'],
  ]);
  expect(throughCorrelations(correlations, [ruleOf('R'), ...correlations])).toEqual([
    ...['K linked', 'L linked'],
  ]);
  const retired = ruleOf('R').replace('logsource', 'status: deprecated\nlogsource');
  expect(throughCorrelations([ruleOf('R'), ...correlations], [retired, ...correlations])).toEqual([
    ...['K lost', 'L lost', 'R itself'],
  ]);
});

test('a correlation hears another rule where one of that name comes behind', () => {
  const called = (title: string): string => `name: n\n${ruleOf(title)}`;
  const rest = [called('R'), counting('K', ', generate: true', 'n')];
  expect(throughCorrelations(rest, [...rest, called('S')])).toEqual(['K heard']);
});

test('what an added correlation keeps to itself is changed, and what a removed one does not any more', () => {
  const [rule, keeps] = [ruleOf('R'), counting('K', '', 'R')];
  const loud = counting('L', ', generate: true', 'R');
  expect(throughCorrelations([rule], [rule, keeps])).toEqual(['R kept']);
  expect(throughCorrelations([rule, keeps], [rule])).toEqual(['R freed']);
  expect(throughCorrelations([rule], [rule, loud])).toEqual([]);
  expect(throughCorrelations([rule, loud], [rule, loud, keeps])).toEqual([]);
  expect(throughCorrelations([rule, keeps], [rule, keeps, loud])).toEqual(['R freed']);
  const onK = counting('M', '', 'K');
  expect(throughCorrelations([rule, keeps], [rule, keeps, onK])).toEqual(['K kept']);
  const lost = counting('N', '', 'R', 'nowhere');
  expect(throughCorrelations([rule], [rule, lost])).toEqual([]);
});
