/**
 * Our detections against those of three peers over the public logs. Agreement is no proof, so every
 * difference needs a reason here; one without a reason fails.
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
  readonly product: string;
}

/** Rules that peers let fire where they must not, with what the event or rule says. */
const EXPLAINED: Readonly<Record<string, string>> = {
  '3a9b8c1e-5b2e-4f7a-9d1c-2a7f3b6e1c55':
    'registry_delete means DeleteKey and DeleteValue; the event creates a key',
  '2e4e488a-6164-4811-9ea1-f960c7359c40': 'StartModule is empty, which is not null',
  '611eab06-a145-4dfa-a295-3ccc5c20f59a': 'the user name does not end as the selection asks',
};

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
      product: cell('product'),
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

test('what a peer finds and we do not is explained', () => {
  const missing = peers.filter((one) => !ours.has(keyOf(one.file, one.recordId, one.ruleId)));
  // Peers do not hold rules of other products back from Windows logs.
  const unexplained = missing.filter(
    (one) => one.product === 'windows' && EXPLAINED[one.ruleId] === undefined,
  );
  expect(unexplained).toEqual([]);
  expect(missing.length).toBeLessThan(peers.length / 100);
});

test('what we find and no peer does is an antivirus rule, which peers do not map to Defender', () => {
  const known = new Set(peers.map((one) => keyOf(one.file, one.recordId, one.ruleId)));
  const files = new Set(peers.map((one) => one.file));
  const extra = [...ours].filter(([key]) => !known.has(key) && files.has(key.split('\t')[0] ?? ''));
  const titles = extra.map(([, rule]) => rule.ruleTitle);
  expect(titles.filter((title) => !title.startsWith('Antivirus '))).toEqual([]);
});

test('nothing explained is stale', () => {
  const missing = peers.filter((one) => !ours.has(keyOf(one.file, one.recordId, one.ruleId)));
  const ids = new Set(missing.map((one) => one.ruleId));
  expect(Object.keys(EXPLAINED).filter((id) => !ids.has(id))).toEqual([]);
});
