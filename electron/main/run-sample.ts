/** With no display: the sample case (or given paths) through the real app, the result printed. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FILE_STATES } from '@shared/model/file-states';
import type { EvidenceRow } from '@shared/contract/evidence-views';
import type { CaseHost, WorkSettings } from './case-host';
import { openSampleCase } from './sample-case';

const POLL_MS = 50;

/** @returns the exit code: 1 where a file failed */
export async function runHeadless(
  host: CaseHost,
  paths: readonly string[],
  work: WorkSettings,
): Promise<number> {
  const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'casescope-')), 'case');
  console.log(`Case: ${folder}`);
  if (paths.length === 0) await openSampleCase(host, work, folder);
  else {
    await host.create(folder, 'Imported', work);
    await host.add(paths);
  }
  while (!host.session.scheduler.isIdle) await wait(POLL_MS);
  const files = host.rows();
  for (const file of files) console.log(lineOf(file));
  const sum = (count: (file: EvidenceRow) => number): number =>
    files.reduce((total, file) => total + count(file), 0);
  console.log(
    `${files.length} files, ${sum((file) => file.published?.counts.events ?? 0)} events, ` +
      `${sum((file) => file.published?.counts.detections ?? 0)} detections, ` +
      `${sum((file) => file.published?.counts.hits ?? 0)} hits, lock errors ${host.lockErrors}`,
  );
  return files.some((file) => file.lastRun?.state === 'failed') ? 1 : 0;
}

function lineOf({ name, intake, lastRun, published }: EvidenceRow): string {
  if (intake.type === 'skipped') return `  ${name}: skipped, ${intake.reason}`;
  if (intake.type === 'duplicate') return `  ${name}: duplicate`;
  const state = lastRun === null ? 'not run' : FILE_STATES[lastRun.state].label;
  if (published === null)
    return `  ${name}: ${state}${lastRun?.error ? ` (${lastRun.error})` : ''}`;
  const { events, detections, hits } = published.counts;
  return `  ${name}: ${state}, ${published.result}, ${events} events, ${detections} detections, ${hits} hits`;
}
