/**
 * Our detections against those of three peers over the public logs. Agreement is no proof, so every
 * difference needs a reason in docs/peers.md; one without a reason fails.
 */
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { textOf } from '@shared/model/event';
import type { RuleSet } from '@shared/sigma/rule-set';
import { compileSigmaHq, eventsOfEvtx, filesBelow, samplePath } from './sigma-samples';

interface PeerDetection {
  /** Name of the log file. */
  readonly file: string;
  readonly recordId: string;
  readonly ruleId: string;
}

/** Detections of a rule that a table of docs/peers.md explains: rule id → how many. */
function explained(heading: string): ReadonlyMap<string, number> {
  const page = fs.readFileSync(path.resolve(import.meta.dirname, '../../docs/peers.md'), 'utf8');
  const section = page.split(/^## /m).find((one) => one.startsWith(heading)) ?? '';
  const rows = section.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return new Map(
    rows.flatMap((cells): [string, number][] => {
      const [, rule = ''] = cells;
      const count = cells.slice(2).find((cell) => /^\d+$/.test(cell));
      return /^[\da-f-]{36}$/.test(rule) && count !== undefined ? [[rule, Number(count)]] : [];
    }),
  );
}

function peerDetections(): PeerDetection[] {
  const [header = '', ...rows] = fs
    .readFileSync(samplePath('peer-detections.tsv'), 'utf8')
    .trim()
    .split('\n');
  const columns = header.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    return {
      file: cell('file'),
      recordId: cell('EventRecordID'),
      ruleId: cell('rule_id'),
    };
  });
}

const keyOf = (file: string, recordId: string, ruleId: string): string =>
  `${file}\t${recordId}\t${ruleId}`;

let ours: ReadonlyMap<string, RuleSet['rules'][number]>;
const peers = peerDetections();

beforeAll(async () => {
  const rules = await compileSigmaHq();
  const found = new Map<string, RuleSet['rules'][number]>();
  for (const log of filesBelow(samplePath(), '.evtx')) {
    for (const event of eventsOfEvtx(log)) {
      const recordId = textOf(event, 'EventRecordID') ?? '';
      for (const { rule } of rules.match(event)) {
        found.set(keyOf(path.basename(log), recordId, rule.ruleId), rule);
      }
    }
  }
  ours = found;
}, 180_000);

const countsOf = (ruleIds: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const id of ruleIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

test('what a peer finds and we do not is explained, and nothing else is', () => {
  const missing = peers.filter((one) => !ours.has(keyOf(one.file, one.recordId, one.ruleId)));
  expect(countsOf(missing.map(({ ruleId }) => ruleId))).toEqual(
    explained('A peer finds it, we do not'),
  );
});

test('what we find and no peer does is explained, and nothing else is', () => {
  const known = new Set(peers.map((one) => keyOf(one.file, one.recordId, one.ruleId)));
  const files = new Set(peers.map((one) => one.file));
  const extra = [...ours].filter(([key]) => !known.has(key) && files.has(key.split('\t')[0] ?? ''));
  expect(countsOf(extra.map(([, rule]) => rule.ruleId))).toEqual(
    explained('We find it, no peer does'),
  );
});
