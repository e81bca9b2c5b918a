/** Cases of the built command line, in folders of their own or in the cluster of the run. */
import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { inject } from 'vitest';
import { type CliRun, runCli } from '../../fixtures/run-cli';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const cli = path.resolve(import.meta.dirname, '../../../out/main/cli.js');

export const newCaseDir = (): string => path.join(temporaryFolder('case'), 'case');
export const newClusterCase = (): string => `case-${randomUUID().slice(0, 8)}`;

/** Options of the command that makes a case there. */
export const inCluster = (clusterCase: string, url = inject('clusterUrl')): string[] => [
  ...['--opensearch', url, '--opensearch-case', clusterCase],
];

/** Beside the test: two of them run at once, or the server is stopped meanwhile. */
export function startCli(...words: readonly string[]): {
  readonly done: Promise<{ status: number | null; stdout: string; stderr: string }>;
  /** Resolves when the command has said so. */
  says(text: string | RegExp): Promise<void>;
  kill(): void;
  /** `SIGSTOP`: a laptop that is closed; `SIGCONT`: it is opened again. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
} {
  const child = spawn(process.execPath, [cli, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  const waiting: { text: string | RegExp; resolve: () => void }[] = [];
  const look = (): void => {
    const all = said.stdout + said.stderr;
    for (const one of waiting) if (all.match(one.text) !== null) one.resolve();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
    look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
    look();
  });
  return {
    done: once(child, 'close').then(([status]) => ({ status: status as number | null, ...said })),
    says: (text) =>
      new Promise((resolve) => {
        waiting.push({ text, resolve });
        look();
      }),
    kill: () => child.kill('SIGKILL'),
    signal: (name) => child.kill(name),
  };
}

/** What is told of a case that is the same wherever its events are, line by line. */
export function toldOf(caseDir: string): Record<string, readonly unknown[]> {
  const lines = (...words: string[]): unknown[] =>
    allRight(runCli(...words)).lines.map(({ seconds: _, ...line }) => line);
  return {
    files: lines('files', '--json', '--case', caseDir),
    detections: lines('detections', '--json', '--case', caseDir),
    hits: lines('hits', '--json', '--case', caseDir),
    events: lines('search', '--case', caseDir, '--format', 'jsonl', '*'),
  };
}

/** @throws Error with what the command said, where it did not end as it should */
export function allRight(run: CliRun): CliRun {
  if (run.status === 0) return run;
  throw new Error(`the command ended with ${run.status}: ${run.stderr}`);
}
