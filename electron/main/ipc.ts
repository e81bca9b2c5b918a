/**
 * The wrapper every request goes through: who asks, whether what it asks with fits its schema, and an
 * answer that carries errors as values without paths or stacks of the program.
 */
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { z } from 'zod';
import { type Answers, type Reply, type RequestName, REQUESTS } from '@shared/contract/requests';
import type { AddedEvidence } from '@shared/contract/evidence-views';
import type { FeedName, Feeds } from '@shared/contract/feeds';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { APP_ORIGIN } from './app-protocol';

export type Handlers = {
  readonly [Name in RequestName]: (
    input: z.output<(typeof REQUESTS)[Name]>,
  ) => Answers[Name] | Promise<Answers[Name]>;
};

/** Dropped files come apart from the other requests: only the preload script can tell their paths. */
const DROPPED = z.array(z.string().min(1).max(32_768)).max(100_000);

export function isTrusted(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.origin === APP_ORIGIN;
}

const refused = (code: string, message: string): Reply<never> => ({ ok: false, code, message });

async function reply<Answer>(work: () => Answer | Promise<Answer>): Promise<Reply<Answer>> {
  try {
    return { ok: true, answer: await work() };
  } catch (error) {
    if (error instanceof CaseScopeError) {
      const at = 'at' in error && typeof error.at === 'number' ? { at: error.at } : {};
      return { ok: false, code: error.code, message: error.message, ...at };
    }
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : errorText(error)}\n`,
    );
    return refused(
      'program',
      'caseScope made a mistake. What you asked for was not done; the log says more.',
    );
  }
}

export function serveRequests(handlers: Handlers): void {
  const parsers = Object.entries(REQUESTS) as [RequestName, z.ZodType][];
  const known = new Map(parsers);
  ipcMain.handle('ask', (event, name: unknown, input: unknown) => {
    if (!isTrusted(event)) return refused('contract', 'This page may not ask.');
    const schema = known.get(name as RequestName);
    if (schema === undefined) return refused('contract', 'There is no such request.');
    const parsed = schema.safeParse(input);
    if (!parsed.success)
      return refused('contract', `${String(name)} was asked with something it does not take.`);
    const handler = handlers[name as RequestName] as (input: unknown) => unknown;
    return reply(() => handler(parsed.data));
  });
}

export function serveDrops(drop: (paths: readonly string[]) => Promise<AddedEvidence>): void {
  ipcMain.handle('drop', (event, paths: unknown) => {
    if (!isTrusted(event)) return refused('contract', 'This page may not add files.');
    const parsed = DROPPED.safeParse(paths);
    if (!parsed.success) return refused('contract', 'The dropped files could not be taken.');
    return reply(() => drop(parsed.data));
  });
}

/** Tells the window something without being asked; a window that is gone hears nothing. */
export function tell<Name extends FeedName>(
  contents: WebContents,
  feed: Name,
  item: Feeds[Name],
): void {
  if (!contents.isDestroyed()) contents.send('feed', feed, item);
}
