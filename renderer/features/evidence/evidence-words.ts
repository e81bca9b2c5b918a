/** What the evidence table says about a file, in words. */
import type { EvidenceRow } from '@shared/contract/evidence-views';
import { FILE_STATES, type FileState } from '@shared/model/file-states';
import { type Level, LEVELS } from '@shared/model/level';
import { slowRuleText } from '@shared/model/slow-rule';
import type { LogIntegrity } from '@shared/model/log-integrity';
import { formatCount, plural } from '../../lib/format';

export type NameOf = (id: number) => string | null;

/** `full`, `partial · 2 flaws`, `no events`, a failure's sentence, `duplicate of X`, why it was skipped. */
export function resultText(row: EvidenceRow, nameOf: NameOf): string {
  if (row.intake.type === 'skipped') return row.intake.reason;
  if (row.intake.type === 'duplicate') {
    const original = row.intake.of === null ? null : nameOf(row.intake.of);
    return `duplicate of ${original ?? 'a removed file'}`;
  }
  if (row.lastRun?.state === 'failed') return row.lastRun.error ?? 'failed without a reason';
  // What another laptop took out of the case says so.
  if (row.published === null) return row.lastRun?.error ?? '';
  const { result, counts } = row.published;
  const parts: string[] = [result];
  if (counts.flaws > 0) parts.push(plural(counts.flaws, 'flaw'));
  else if (counts.failedRecords > 0) parts.push(plural(counts.failedRecords, 'failed record'));
  if (counts.recovered > 0) parts.push(`${formatCount(counts.recovered)} recovered`);
  if (counts.borrowed > 0) parts.push(`${formatCount(counts.borrowed)} borrowed`);
  if ((counts.unresolved ?? 0) > 0) parts.push(`${formatCount(counts.unresolved ?? 0)} unresolved`);
  const cutOff = counts.slowRules.filter((rule) => rule.cutOff).length;
  if (cutOff > 0) parts.push(`${plural(cutOff, 'slow rule')} cut off`);
  return parts.join(' · ');
}

/** What the numbers of recovered events mean; nothing where there are none, or the cell says something else. */
export function recoveredTitle({ published, lent, lastRun }: EvidenceRow): string {
  if (published === null || lastRun?.state === 'failed') return '';
  const { recovered, borrowed, unresolved } = published.counts;
  const lines: string[] = [];
  if (recovered > 0)
    lines.push(
      `${plural(recovered, 'event')} found outside the live log or without their template`,
    );
  if (borrowed > 0) lines.push(`${formatCount(borrowed)} read with templates of other files`);
  if ((unresolved ?? 0) > 0) lines.push(`${formatCount(unresolved ?? 0)} without a template`);
  if (lent !== null) lines.push('this file is read with templates of the case');
  return lines.join('\n');
}

/** Whether events of a file were read without their template; those of an earlier version may have been. */
export const hasUnresolved = ({ kind, published }: EvidenceRow): boolean =>
  kind === 'evtx' &&
  published !== null &&
  (published.counts.unresolved ?? published.counts.recovered) > 0;

/** Records of the file itself; what recovery found besides stands in the result. */
export const liveEvents = ({ published }: EvidenceRow): number | undefined =>
  published === null ? undefined : published.counts.events - published.counts.recovered;

/** How many damaged chunks a tooltip names. */
const NAMED_CHUNKS = 20;

/** `clean`, `dirty`, `damaged · 2 chunks`; nothing for what is no event log. */
export function integrityText(row: EvidenceRow): string {
  const integrity = row.published?.counts.integrity ?? null;
  if (integrity === null) return '';
  const { verdict, damagedChunks } = integrity;
  return damagedChunks === 0 ? verdict : `${verdict} · ${plural(damagedChunks, 'chunk')}`;
}

/** What the verdict means, and which chunks are damaged. */
export function integrityTitle(row: EvidenceRow): string {
  const integrity = row.published?.counts.integrity ?? null;
  if (integrity === null) return '';
  const lines = [INTEGRITY_WORDS[integrity.verdict]];
  if (integrity.headerDamaged) lines.push('the file header is damaged');
  if (integrity.chunksMissing) lines.push('chunks of the log are not in the file');
  for (const { offsetBytes, part } of integrity.damaged.slice(0, NAMED_CHUNKS)) {
    lines.push(`chunk at ${formatCount(offsetBytes)}: its ${part} do not fit their checksum`);
  }
  const more = integrity.damaged.length - NAMED_CHUNKS;
  if (more > 0) lines.push(`and ${formatCount(more)} more`);
  return lines.join('\n');
}

const INTEGRITY_WORDS: Readonly<Record<LogIntegrity['verdict'], string>> = {
  clean: 'closed in good order; every checksum fits',
  dirty: 'copied while the log was open; every checksum fits',
  damaged: 'parts of the file are not what was written',
};

/** The state's word; files that never enter the queue say why instead. */
export function stateText(row: EvidenceRow, live: FileState | null): string {
  if (row.intake.type === 'skipped') return 'Skipped';
  if (row.intake.type === 'duplicate') return 'Duplicate';
  const state = stateOf(row, live);
  return state === null ? 'Waiting' : FILE_STATES[state].label;
}

/** What a file is doing: the newest word wins, and an ended run is never overruled by old progress. */
export function stateOf(row: EvidenceRow, live: FileState | null): FileState | null {
  const booked = row.lastRun?.state ?? null;
  if (live === null || booked === null || !FILE_STATES[booked].active) return booked;
  return live;
}

const SHORT_LEVELS: Readonly<Record<Level, string>> = {
  critical: 'crit',
  high: 'high',
  medium: 'med',
  low: 'low',
  informational: 'info',
};

/** The two highest levels that have detections, highest first. */
export function highestLevels(row: EvidenceRow): { level: Level; count: number }[] {
  const counts = row.published?.counts.detectionsByLevel;
  if (counts === undefined) return [];
  return [...LEVELS]
    .reverse()
    .map((level) => ({ level, count: counts[level] }))
    .filter(({ count }) => count > 0)
    .slice(0, 2);
}

/** `2 crit · 14 high` */
export function detectionsText(row: EvidenceRow): string {
  return highestLevels(row)
    .map(({ level, count }) => `${formatCount(count)} ${SHORT_LEVELS[level]}`)
    .join(' · ');
}

/** Hunted and nothing found, or no rule for such events at all: two things. Nothing where it was not hunted. */
export function noDetectionsText({ published }: EvidenceRow): string {
  if (published?.detectionsRun == null) return '';
  return published.counts.rulesApplied === 0 ? 'not applicable' : 'none';
}

export function noDetectionsTitle({ published }: EvidenceRow): string {
  const applied = published?.counts.rulesApplied ?? null;
  if (published?.detectionsRun == null || applied === null) return '';
  return applied === 0
    ? 'no rule is about events like those of this file'
    : `${plural(applied, 'rule')} looked at events of this file`;
}

/** Every level with its count, for the tooltip. */
export function detectionsTitle(row: EvidenceRow): string {
  const counts = row.published?.counts.detectionsByLevel;
  if (counts === undefined) return '';
  const slow = row.published?.counts.slowRules ?? [];
  const levels = [...LEVELS].reverse().map((level) => `${level} ${formatCount(counts[level])}`);
  return [...levels, ...slow.map(slowRuleText)].join('\n');
}
