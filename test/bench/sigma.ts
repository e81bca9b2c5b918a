/**
 * `npm run bench:sigma`: the SIGMA phase over a stored shard with all rules of a pack, sidecar written, in
 * events per CPU second; cold (the first hunt after the pack is loaded) and warm. One line of JSON on stdout.
 */
import fs from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import type { RunOrder } from '@shared/contract/order';
import type { EventRecord } from '@shared/model/event';
import { fileId, generation } from '@shared/model/ids';
import { RuleMatcher } from '@shared/sigma/engine/rule-matcher';
import { type CompiledRuleSet, compileRuleSet, RuleSet } from '@shared/sigma/rule-set';
import { openReaderFor } from '@electron/pipeline/evidence-kind';
import { openFile } from '@electron/pipeline/file-source';
import { hunt } from '@electron/pipeline/hunt-phase';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { SigmaHunter } from '@electron/pipeline/sigma-hunter';
import { eventStoreOf } from '@electron/store/event-store-of';
import { cpuMsOf, median, rounded } from './cpu';
import { sampleLogs } from './evtx-files';
import { measureHunts } from './hunt-growth';
import { orderOf, QUIET, stored } from './stored-shard';
import { workstation } from './workstation-events';

const WORKSTATION_EVENTS = Number(process.env['BENCH_EVENTS'] ?? 200_000);
const WARM_ROUNDS = 15;
const RULES = path.resolve('../shared/samples/sigmahq-rules.zip');

function* records(files: readonly string[]): Generator<EventRecord> {
  for (const file of files) {
    const source = openFile(file);
    for (const parsed of openReaderFor('evtx', source, { whole: true }).records())
      if (parsed.type === 'event') yield parsed.event;
    source.close();
  }
}

const within = (folder: string): string[] =>
  sampleLogs().filter((file) => file.split(path.sep).includes(folder));

function huntOnce(rules: RuleSet, order: RunOrder): number {
  const store = eventStoreOf(order.caseDir);
  const shard = store.read({
    file: fileId(1),
    generation: generation(1),
    pack: null,
  });
  const done = hunt(new SigmaHunter(rules, order), store, shard, order, QUIET);
  shard.close();
  return done.phase === 'sigmaHunting' ? done.hunted.detections : 0;
}

const sources = await readRuleSources([RULES]);
const compiled = compileRuleSet(sources);

function measure(mix: string, events: Iterable<EventRecord>) {
  const order = orderOf(stored(events));
  const shard = eventStoreOf(order.caseDir).read({
    file: fileId(1),
    generation: generation(1),
    pack: null,
  });
  const { count } = shard;
  shard.close();
  let rules = new RuleSet(compiled);
  const loadMs = cpuMsOf(() => (rules = new RuleSet(compiled)));
  let detections = 0;
  const coldMs = cpuMsOf(() => (detections = huntOnce(rules, order)));
  const warm = Array.from({ length: WARM_ROUNDS }, () => cpuMsOf(() => huntOnce(rules, order)));
  const perSecond = (ms: number): number => Math.round((count * 1_000) / ms);
  fs.rmSync(order.caseDir, { recursive: true });
  return {
    ...{ mix, events: count, detections, loadMs: rounded(loadMs) },
    ...{ coldPerCpuSecond: perSecond(coldMs), warmPerCpuSecond: perSecond(median(warm)) },
  };
}

/** What a rule set takes once all its matchers are built, over what is there without it. */
function memoryOf(of: CompiledRuleSet) {
  const text = JSON.stringify(of);
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  const used = (): number => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / 1e6;
  };
  const before = used();
  const matcher = new RuleMatcher(JSON.parse(text) as CompiledRuleSet);
  for (const field of new Set(of.predicates.map((one) => one.field)))
    for (const world of ['windows', 'other'] as const) matcher.matchersOf(world).of(field);
  return { rulesAndMatchersMb: rounded(used() - before), rules: matcher.compiled.rules.length };
}

const measured = [
  measure('attack samples', records(within('attack'))),
  measure('hayabusa samples', records(within('hayabusa'))),
  measure('workstation', workstation(WORKSTATION_EVENTS)),
];
/** Every matcher is built by now. */
const memory = memoryOf(compiled);
const hunts = measureHunts(
  sources.filter(({ text }) => /^\s*product:\s*windows\b/m.test(text)),
  path.resolve('../shared/samples/attack'),
  [500, 1_000, 2_000, sources.length],
  [10, 100],
);
console.log(
  JSON.stringify({ bench: 'sigma', rules: compiled.rules.length, measured, memory, hunts }),
);
