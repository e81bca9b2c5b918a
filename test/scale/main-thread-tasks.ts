/** Tasks of the window's main thread while something is done, by the browser's own tracing. */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { temporaryFolder } from '../fixtures/temporary-folder';
import type { AppWindow } from '../e2e/app-window';

export interface ThreadTask {
  /** By the clock. */
  readonly wallMs: number;
  /** That the thread was given a core for. */
  readonly cpuMs: number;
}

const PLACE = { pid: z.number(), tid: z.number(), name: z.string() };
const TRACE = z.object({ traceEvents: z.array(z.unknown()) });
const NAMED = z.object({ ...PLACE, args: z.object({ name: z.string() }) });
/** `RunTask` is what the scheduler of a thread begins and ends; microseconds. */
const TASK = z.object({ ...PLACE, ph: z.literal('X'), dur: z.number(), tdur: z.number() });

/** Of the window, which is the only page there is. */
const MAIN_THREAD = 'CrRendererMain';

/** @returns all tasks, in no order */
export async function mainThreadTasks(
  { app }: AppWindow,
  act: () => Promise<void>,
): Promise<readonly ThreadTask[]> {
  const file = path.join(temporaryFolder('trace'), 'trace.json');
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['toplevel', 'devtools.timeline'] }),
  );
  await act();
  await app.evaluate(({ contentTracing }, to) => contentTracing.stopRecording(to), file);
  const { traceEvents } = TRACE.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  return tasksIn(traceEvents);
}

function tasksIn(traceEvents: readonly unknown[]): ThreadTask[] {
  const main = new Set(
    traceEvents.flatMap((one) => {
      const { data: named } = NAMED.safeParse(one);
      return named?.name === 'thread_name' && named.args.name === MAIN_THREAD
        ? [`${named.pid}:${named.tid}`]
        : [];
    }),
  );
  return traceEvents.flatMap((one) => {
    const { data: task } = TASK.safeParse(one);
    if (task === undefined || !task.name.endsWith('RunTask')) return [];
    return main.has(`${task.pid}:${task.tid}`)
      ? [{ wallMs: task.dur / 1_000, cpuMs: task.tdur / 1_000 }]
      : [];
  });
}
