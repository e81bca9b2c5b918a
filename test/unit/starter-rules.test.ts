/** Our own rules: each loads, and together they tell the story of the sample case. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readIndicators } from '@shared/ioc/reading/read-indicators';
import { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import { readRuleSources } from '@electron/pipeline/rule-sources';
import { openEvtx } from '@shared/evtx/evtx-reader';
import type { EventRecord } from '@shared/model/event';
import { indicatorId } from '@shared/model/ids';
import { openNdjson } from '@shared/ndjson/ndjson-reader';
import { ruleSetOf } from '@shared/model/rule-sets';
import { compileRules } from '@shared/sigma/rule-set';
import { expect, it } from 'vitest';
import { kept } from '../fixtures/evtx-reading';
import { sourceOf } from '../fixtures/byte-source';
import { sampleCase } from '../fixtures/sample-case/sample-case';
import { hitsOf } from './ioc/hits-of';

const folder = path.resolve(import.meta.dirname, '../../resources/starter-rules');
const sources = fs.readdirSync(folder).map((name) => {
  const text = fs.readFileSync(path.join(folder, name), 'utf8');
  return { path: name, text, hash: createHash('sha256').update(text).digest('hex') };
});
const rules = compileRules(sources);

function eventsOf(name: string, bytes: Uint8Array): EventRecord[] {
  const reader = name.endsWith('.evtx')
    ? openEvtx(sourceOf(bytes))
    : openNdjson(sourceOf(bytes), 'lines');
  const events: EventRecord[] = [];
  for (const parsed of reader.records()) {
    if (parsed.type === 'flaw') throw new Error(`${name}: ${parsed.flaw.reason}`);
    events.push(kept(parsed.event));
  }
  return events;
}

const files = [...sampleCase()];
const events = files
  .filter(([name]) => /\.(evtx|ndjson)$/.test(name))
  .flatMap(([name, bytes]) => eventsOf(name, bytes));

it('loads every starter rule', () => {
  expect(rules.outcomes.filter(({ state }) => state !== 'loaded')).toEqual([]);
  expect(rules.outcomes.length).toBeGreaterThanOrEqual(20);
  expect(new Set(rules.outcomes.map(({ id }) => id)).size).toBe(rules.outcomes.length);
});

it('names us, a level and a technique in every rule', () => {
  for (const rule of rules.rules) {
    expect(rule.author, rule.ruleTitle).toBe('caseScope');
    expect(rule.ruleId).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(
      rule.tags.some((tag) => /^attack\.t\d{4}/.test(tag)),
      rule.ruleTitle,
    ).toBe(true);
    expect(rule.level, rule.ruleTitle).not.toBe('informational');
  }
});

it('has a few hundred events', () => {
  expect(events.length).toBeGreaterThanOrEqual(300);
  expect(events.length).toBeLessThanOrEqual(800);
});

it('sees the attack of the sample case and little else', () => {
  const fired = new Map<string, number>();
  const levels = new Set<string>();
  for (const event of events) {
    for (const { rule } of rules.match(event)) {
      fired.set(rule.ruleTitle, (fired.get(rule.ruleTitle) ?? 0) + 1);
      levels.add(rule.level);
    }
  }
  expect(fired.size).toBeGreaterThanOrEqual(10);
  expect(levels).toContain('critical');
  expect(levels).toContain('high');
  // Only the rule about something that does not happen in the story stays silent.
  const silent = rules.rules.map(({ ruleTitle }) => ruleTitle).filter((title) => !fired.has(title));
  expect(silent).toEqual(['Defender Real-Time Protection Disabled']);
  // Fourteen failed logons; everything else fires once or a few times, never on the noise.
  const busy = [...fired].filter(([, count]) => count > 3).map(([title]) => title);
  expect(busy).toEqual(['Failed Logon From an Outside Address']);
});

it('meets every indicator of the list', () => {
  const csv = new TextDecoder().decode(files.find(([name]) => name === 'indicators.csv')?.[1]);
  const { understood, refused } = readIndicators(csv);
  expect(refused).toEqual([]);
  const indicators = understood.map(({ draft }, at) => ({ ...draft, id: indicatorId(at + 1) }));
  const matcher = new IndicatorMatcher(indicators);
  const met = new Set(
    events.flatMap((event) => hitsOf(indicators, event).map((hit) => hit.indicator)),
  );
  expect(matcher.refusals).toEqual([]);
  expect([...met].toSorted()).toEqual(indicators.map(({ value }) => value).toSorted());
});

it('stands outside of the sets, so that every choice of sets runs them', async () => {
  const gathered = await readRuleSources([folder]);
  expect(gathered).toHaveLength(sources.length);
  expect(gathered.filter(({ path: file }) => ruleSetOf(file) !== 'own')).toEqual([]);
});
