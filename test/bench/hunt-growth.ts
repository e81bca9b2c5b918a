/** The whole `hunt` command in a fresh process, with more and more rules and events. */
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import type { RuleSource } from '@shared/sigma/rule-source';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { rounded } from './cpu';

export interface HuntMeasure {
  readonly rules: number;
  /** How many times over the evidence. */
  readonly times: number;
  readonly detections: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

/** Rules in one file, so that the command keeps what it compiled under the file's hash. */
function ruleFile(folder: string, sources: readonly RuleSource[]): string {
  const file = path.join(folder, `${sources.length}.yml`);
  fs.writeFileSync(file, sources.map(({ text }) => text.trimEnd()).join('\n---\n'));
  return file;
}

/** The first run of a rule file compiles it and is reported apart. Evidence is named over and over. */
export function measureHunts(
  sources: readonly RuleSource[],
  evidence: string,
  counts: readonly number[],
  multiples: readonly number[],
): { readonly firstCompile: HuntMeasure; readonly hunts: readonly HuntMeasure[] } {
  const folder = temporaryFolder('bench');
  const rules = counts.map((count) => ruleFile(folder, sources.slice(0, count)));
  const all = rules.at(-1) ?? '';
  const run = (file: string, times: number): HuntMeasure => huntOnce(folder, file, evidence, times);
  const first = rules.map((file) => run(file, 1));
  const byRules = rules.map((file) => run(file, 1));
  const byEvents = multiples.map((times) => run(all, times));
  fs.rmSync(folder, { recursive: true });
  const firstCompile = first.at(-1);
  if (firstCompile === undefined) throw new Error('no number of rules was asked for');
  return { firstCompile, hunts: [...byRules, ...byEvents] };
}

function huntOnce(folder: string, rules: string, evidence: string, times: number): HuntMeasure {
  const paths = Array.from({ length: times }, () => evidence);
  const words = [process.execPath, 'out/main/cli.js', 'hunt', '--rules', rules, ...paths];
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', `TIMEFORMAT='%R %U %S'; time ${quoted} | wc -l`],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        ELECTRON_RUN_AS_NODE: '1',
        XDG_CACHE_HOME: path.join(folder, 'cache'),
      },
    },
  );
  const [real = 0, user = 0, system = 0] =
    stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
  return {
    ...{ rules: Number(path.basename(rules, '.yml')), times, detections: Number(stdout) },
    ...{ wallSeconds: rounded(real), cpuSeconds: rounded(user + system) },
  };
}
