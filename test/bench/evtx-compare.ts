/** Reading EVTX in all outputs beside evtx_dump: warm, and in a process of its own. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TemplateStore } from '@shared/evtx/template-store';
import { cpuMsOf, cpuMsOfCommand, geometricMean, median, rounded } from './cpu';
import { sampleLogs, writeLogs } from './evtx-files';
import { type Output, OUTPUTS, readFile, told } from './evtx-outputs';
import { comparePeer } from './evtx-peer';

const MEGABYTES = Number(process.env['BENCH_MB'] ?? 100);
const WARM_UP_ROUNDS = 5;
const ROUNDS = 9;

interface Measured {
  readonly log: string;
  readonly output: Output;
  readonly events: number;
  readonly cpuMs: number;
  readonly eventsPerCpuSecond: number;
  readonly peerCpuMs: number | null;
  readonly ratio: number | null;
}

export function measure(log: string, file: string, output: Output, peer: string | null): Measured {
  const templates = new TemplateStore();
  const own: number[] = [];
  const peers: number[] = [];
  let events = 0;
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const cpuMs = cpuMsOf(() => {
      events = readFile(file, output, templates);
    });
    const peerMs = peer === null ? null : cpuMsOfCommand([peer, '-t', '1', '-o', 'jsonl', file]);
    // The first rounds warm up.
    if (round < WARM_UP_ROUNDS) continue;
    own.push(cpuMs);
    if (peerMs !== null) peers.push(peerMs);
  }
  const cpuMs = median(own);
  const peerCpuMs = peers.length === 0 ? null : median(peers);
  return {
    log,
    output,
    events,
    cpuMs: rounded(cpuMs),
    eventsPerCpuSecond: Math.round((events / cpuMs) * 1_000),
    peerCpuMs,
    ratio: peerCpuMs === null ? null : rounded(peerCpuMs / cpuMs),
  };
}

/** The same in a process of its own: `dump` and a worker each ask events for one thing, again and again. */
function measureApart(log: string, file: string, output: Output, peer: string | null): Measured {
  const words = [
    process.argv[1] ?? '',
    '--measure',
    log,
    file,
    output,
    ...(peer === null ? [] : [peer]),
  ];
  const { stdout, status } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`measuring ${log} ended with ${status}`);
  return JSON.parse(stdout) as Measured;
}

/** A process that reads one file to JSON and ends, its start included. */
function measureFresh(log: string, file: string, peer: string | null) {
  const once = [process.execPath, process.argv[1] ?? '', '--once', file];
  const cpuMs = median([1, 2, 3].map(() => cpuMsOfCommand(once)));
  if (peer === null) return { log, cpuMs };
  const peerCpuMs = median(
    [1, 2, 3].map(() => cpuMsOfCommand([peer, '-t', '1', '-o', 'jsonl', file])),
  );
  return { log, cpuMs, peerCpuMs, timesPeer: rounded(cpuMs / peerCpuMs) };
}

export function compare(peer: string | null): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'casescope-bench-'));
  try {
    const logs = writeLogs(folder, MEGABYTES);
    const outputs = Object.keys(OUTPUTS) as Output[];
    const measured = outputs.flatMap((output) =>
      logs.map(({ name, file }) => measureApart(name, file, output, peer)),
    );
    const means = outputs.map((output) => {
      const ratios = measured.flatMap((one) =>
        one.output === output && one.ratio !== null ? [one.ratio] : [],
      );
      const ratio = ratios.length === 0 ? null : rounded(geometricMean(ratios));
      return { output, goal: OUTPUTS[output].goal, ratio };
    });
    const fresh = logs.map(({ name, file }) => measureFresh(name, file, peer));
    const same = peer === null ? null : comparePeer(peer, sampleLogs());
    console.log(
      JSON.stringify({ bench: 'evtx', megabytes: MEGABYTES, means, measured, fresh, same, told }),
    );
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
