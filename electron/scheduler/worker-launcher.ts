/** How the scheduler starts a worker process, whatever kind of process it is. */
export interface WorkerProcess {
  readonly pid: number | null;
  send(message: unknown): void;
  /** Ends it at once (SIGKILL); `onExit` follows. */
  kill(): void;
}

export interface WorkerListener {
  onMessage(message: unknown): void;
  /** Called once, however it ended. */
  onExit(why: string): void;
}

export interface WorkerLauncher {
  launch(listener: WorkerListener): WorkerProcess;
}
