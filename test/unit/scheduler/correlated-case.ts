/** A case with correlations, and what it is to find. */
import { eventStoreOf } from '@electron/store/event-store-of';
import type { RuleSource } from '@shared/sigma/rule-source';
import { afterEach } from 'vitest';
import { OpenSession } from './open-session';

const open: OpenSession[] = [];
export function closeSessions(): void {
  for (const session of open.splice(0)) session.close();
}
afterEach(closeSessions);

/** With the rules below, where it is given no others. It is closed after the test. */
export async function openSession(
  setUp: Parameters<typeof OpenSession.open>[0],
): Promise<OpenSession> {
  const session = await OpenSession.open({ rules, ...setUp });
  open.push(session);
  return session;
}

export const RULES = `
title: Failed logon
name: failed
level: low
logsource: {product: windows}
detection: {s: {EventID: 4625}, condition: s}
---
title: Logon
name: logon
level: low
logsource: {product: windows}
detection: {s: {EventID: 4624}, condition: s}
---
title: Password guessing
name: guessing
level: high
correlation: {type: event_count, rules: failed, group-by: [TargetUserName], timespan: 1m, condition: {gte: 3}}
---
title: Guessed
level: critical
correlation:
  type: temporal_ordered
  rules: [guessing, logon]
  group-by: [TargetUserName]
  timespan: 5m
  generate: true
`;
export const rules: RuleSource[] = [{ path: 'guessing.yml', text: RULES, hash: 'h' }];

export const TUNED = `
title: Failed logon
logsource: {product: windows, service: security}
detection: {s: {EventID: 4625}, condition: s}
name: failed
---
title: Password guessing
name: guessing
correlation: {type: event_count, rules: failed, timespan: 1m, condition: {gte: 3}}
---
title: Guessed twice
correlation: {type: event_count, rules: guessing, timespan: 1h, generate: true, condition: {gte: 1}}
`;

export const RESTS = {
  ...{ type: 'rests', leftOut: null, timeless: null, otherRules: null },
  areStale: false,
};

/** Every correlation of a case as it stands on disk: rule, number of events, their times. */
export function hitsOf(caseDir: string): string[] {
  const search = eventStoreOf(caseDir).search();
  try {
    const sort = { column: 'time', order: 'asc' } as const;
    const page = { start: 0, end: 1_000 };
    const { rows } = search.detections({
      filter: '',
      levels: null,
      suppressed: false,
      rule: null,
      files: null,
      sort,
      ...page,
    });
    return rows.flatMap(({ ruleTitle, correlation }) => {
      if (correlation === null) return [];
      const times = correlation.contributions.map(({ time }) => time.slice(14, 19));
      return [`${ruleTitle} ${correlation.events}: ${times.join(' ')}`];
    });
  } finally {
    search.close();
  }
}

/** When the queue is empty and the correlations stand for what it left. */
export async function atRest(session: OpenSession): Promise<void> {
  await session.untilIdle();
  await session.session.correlations.settled();
}
