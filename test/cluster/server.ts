/**
 * A real OpenSearch server of a test's own (test/cluster/server/start.sh): one node, this computer only, in a
 * temporary folder. It ends with the process that started it. OS_VERSION, OS_JAVA and OS_CACHE say which one.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { temporaryFolder } from '../fixtures/temporary-folder';

/** Settings of `opensearch.yml`, by their whole names. */
export type ServerSettings = Readonly<Record<string, string | number | boolean>>;

type ServerProcess = ChildProcessByStdio<Writable, Readable, Readable>;

const START = path.join(import.meta.dirname, 'server/start.sh');
const READY = /^ready (http:\/\/127\.0\.0\.1:(\d+))/;
/** Of what the server complained about, characters shown when it does not start. */
const COMPLAINT_LENGTH = 4_000;
const STOP_STEP_MS = 5;

export class TestServer {
  readonly #folder = temporaryFolder('opensearch');
  #settings: ServerSettings;
  #process: ServerProcess | null = null;
  /** 0 until the system has given one; the same at every restart. */
  #port = 0;

  private constructor(settings: ServerSettings) {
    this.#settings = settings;
  }

  /** Starts a server and answers it when it is ready: its health yellow or green. */
  static async start(settings: ServerSettings = {}): Promise<TestServer> {
    const server = new TestServer(settings);
    await server.#start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** The same folder and port again, after `kill` or `stop`. @param settings instead of those before */
  async restart(settings: ServerSettings = this.#settings): Promise<void> {
    this.#settings = settings;
    await this.#start();
  }

  /** Of a shard of an index; moved away while the server is stopped, it is a disk that was lost. */
  shardFolder(uuid: string, shard: number): string {
    return path.join(this.#folder, 'data/nodes/0/indices', uuid, String(shard));
  }

  /** SIGKILL: nothing is flushed, nothing is said to those who are connected. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** A server that hears and does not answer, until `resume`. Answered once none of its threads runs any more. */
  async pause(): Promise<void> {
    const pid = this.#process?.pid ?? 0;
    this.#process?.kill('SIGSTOP');
    while (!standsStill(pid)) await pause(STOP_STEP_MS);
  }

  resume(): void {
    this.#process?.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #start(): Promise<void> {
    const settings = Object.entries(this.#settings).map(([name, value]) => `${name}=${value}`);
    const server = spawn('sh', [START, this.#folder, String(this.#port), ...settings], {
      env: { ...process.env, OS_EXIT_ON_STDIN_EOF: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#process = server;
    this.#port = await portWhenReady(server);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#process;
    if (server === null) return;
    this.#process = null;
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  }
}

/** Threads are stopped one by one, on a busy machine after milliseconds. Told by Linux; taken as said elsewhere. */
function standsStill(pid: number): boolean {
  const threads = `/proc/${pid}/task`;
  if (!fs.existsSync(threads)) return true;
  return fs.readdirSync(threads).every((thread) => {
    try {
      return /\) [Tt] /.test(fs.readFileSync(path.join(threads, thread, 'stat'), 'utf8'));
    } catch {
      // It has just ended: something runs still.
      return false;
    }
  });
}

function portWhenReady(server: ServerProcess): Promise<number> {
  let complaint = '';
  server.stderr.on('data', (bytes: Buffer) => {
    complaint = `${complaint}${bytes.toString()}`.slice(-COMPLAINT_LENGTH);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => {
      reject(new Error(`OpenSearch ended with ${code} before it was ready. ${complaint}`));
    });
    readline.createInterface({ input: server.stdout }).on('line', (line) => {
      const port = READY.exec(line)?.[2];
      if (port !== undefined) resolve(Number(port));
    });
  });
}
