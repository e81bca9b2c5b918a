/** `casescope move`: the events of a case into a cluster, or from there into its folder. */
import path from 'node:path';
import type { MoveOutcome, MoveProgress } from '@shared/contract/case-move';
import { EMBEDDED, type StorePlace } from '@shared/contract/cluster';
import { copyInSteps } from '@electron/pipeline/copy-file';
import { type CopyFile, moveCase } from '@electron/scheduler/case-move';
import { CaseDatabase } from '@electron/store/case/case-database';
import { keptCluster } from '@electron/store/case/kept-cluster';
import { sweepCase } from '@electron/store/case/sweep-case';
import { type Arguments, FLAG, readArguments, TEXT } from './arguments';
import { CLUSTER_OPTIONS, givenCluster, placeOf } from './cluster-options';
import { note, print, printJson, WrongUse } from './output';

const PLACES = ['opensearch', 'laptop'] as const;

const copyHere: CopyFile = (order, onProgress, signal) =>
  copyInSteps(order, onProgress, () => !signal.aborted);

export async function moveCommand(words: readonly string[]): Promise<number> {
  const given = readArguments(words, { ...CLUSTER_OPTIONS, case: TEXT, to: TEXT, json: FLAG });
  const caseDir = path.resolve(given.required('case'));
  const to = targetIn(given);
  const database = CaseDatabase.openToWrite(caseDir, 'the caseScope command line');
  const stop = new AbortController();
  // Ended in good order; what is verified stays so.
  process.once('SIGINT', () => stop.abort());
  try {
    const from = placeOf(keptCluster(database));
    const outcome = await moveCase(database, {
      ...{ caseDir, from, to, copy: copyHere, signal: stop.signal },
      onProgress: sayProgress(given.flag('json')),
    });
    if (outcome.type === 'moved') sweepCase(caseDir, database);
    return say(outcome, given.flag('json'));
  } finally {
    database.close();
  }
}

function targetIn(given: Arguments): StorePlace {
  const to = given.oneOf('to', PLACES);
  if (to === null) throw new WrongUse(`--to takes ${PLACES.join(' or ')}`);
  const cluster = givenCluster(given);
  if (to === 'opensearch' && cluster === null) throw new WrongUse('--opensearch URL is needed');
  if (to === 'laptop' && cluster !== null)
    throw new WrongUse('--to laptop takes no cluster: the case knows its own');
  return cluster === null ? EMBEDDED : placeOf(cluster);
}

/** Between two tellings of one file. */
const SAY_MS = 2_000;

function sayProgress(isJson: boolean): (progress: MoveProgress) => void {
  let last = { file: '', atMs: 0 };
  return (progress) => {
    const atMs = performance.now();
    if (isJson) return printJson({ ...progress });
    if (progress.file === last.file && atMs - last.atMs < SAY_MS) return;
    last = { file: progress.file, atMs };
    const { file, filesDone, files, done, total } = progress;
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    note(`${percent} %, ${filesDone} of ${files} files: ${file}`);
  };
}

function say(outcome: MoveOutcome, isJson: boolean): number {
  if (isJson) printJson({ ...outcome });
  else for (const line of linesOf(outcome)) print(line);
  return outcome.type === 'moved' ? 0 : 1;
}

function linesOf(outcome: MoveOutcome): readonly string[] {
  switch (outcome.type) {
    case 'moved': {
      const { files, events, left } = outcome;
      return [`moved ${files} files with ${events} events, all verified`, ...(left === null ? [] : [left])]; // prettier-ignore
    }
    case 'cancelled':
      return [`cancelled with ${outcome.verified} of ${outcome.files} files verified; nothing has changed place. Moved again, the case goes on from there`]; // prettier-ignore
    case 'failed':
      return [
        ...outcome.failures.map(({ file, reason }) => `${file}: ${reason}`),
        `not moved: ${outcome.verified} of ${outcome.files} files are verified; the case stays where it is`,
      ];
  }
}
