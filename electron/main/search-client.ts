/** The search process as the main process uses it. */
import path from 'node:path';
import type { StorePlace } from '@shared/contract/cluster';
import { z } from 'zod';
import {
  SEARCH_BEAT,
  SEARCH_REPORT,
  type SearchAnswers,
  type SearchName,
  type SearchReport,
} from '@shared/contract/search';
import { CaseScopeError, ERROR_CODES } from '@shared/model/errors';
import type { FileId } from '@shared/model/ids';
import { SupervisedProcess } from './supervised-process';

type SearchReply = Extract<SearchReport, { type: 'answer' }>['reply'];

const NUMBERED = z.object({ id: z.number() });

const numberOf = (message: unknown): number | null => {
  const parsed = NUMBERED.safeParse(message);
  return parsed.success ? parsed.data.id : null;
};

/** An error of a query that knows where in the text it stands. */
export class PlacedError extends CaseScopeError {
  readonly at: number | undefined;

  constructor(message: string, at: number | undefined) {
    super('query-invalid', message);
    this.at = at;
  }
}

/** The case that is asked. */
export interface SearchedCase {
  readonly caseDir: string;
  readonly store: StorePlace;
}

export class SearchClient {
  readonly #memoryMb: () => number;
  readonly #process = new SupervisedProcess(
    path.join(import.meta.dirname, 'search.js'),
    'search',
    numberOf,
    { question: SEARCH_BEAT, everyMs: 5_000, silentMs: 30_000 },
  );
  #lockErrors = 0;
  /** What the process that answers now had counted when it last said so. */
  #told = { pid: 0, lockErrors: 0 };

  /** @param memoryMb most of decoded columns that the process keeps, as it is when something is asked */
  constructor(memoryMb: () => number) {
    this.#memoryMb = memoryMb;
  }

  get lockErrors(): number {
    return this.#lockErrors;
  }

  async ask<Name extends SearchName>(
    { caseDir, store }: SearchedCase,
    name: Name,
    input: unknown,
    onPart: (part: unknown) => void = () => undefined,
  ): Promise<SearchAnswers[Name]> {
    const memoryMb = this.#memoryMb();
    const reply = await this.#send(
      (id) => ({ type: 'ask', id, caseDir, store, name, input, memoryMb }),
      onPart,
    );
    if (!reply.ok) throw errorOf(reply);
    return reply.answer as SearchAnswers[Name];
  }

  /** Lets go of one file's store, or of the whole case; a process that is not running holds none. */
  async release(caseDir: string, file: FileId | null): Promise<void> {
    if (this.#process.pid === null) return;
    await this.#send((id) => ({ type: 'release', id, caseDir, file })).catch(() => undefined);
  }

  #send(
    question: (id: number) => unknown,
    onPart: (part: unknown) => void = () => undefined,
  ): Promise<SearchReply> {
    return this.#process.ask<SearchReply>(question, (message, done, fail) => {
      const parsed = SEARCH_REPORT.safeParse(message);
      if (!parsed.success)
        return fail(new CaseScopeError('contract', 'The search gave an unreadable answer.'));
      if (parsed.data.type === 'part') return onPart(parsed.data.part);
      this.#count(parsed.data.lockErrors);
      done(parsed.data.reply);
    });
  }

  /** A process that was started anew counts from nothing; what the one before counted stays. */
  #count(lockErrors: number): void {
    const pid = this.#process.pid ?? 0;
    const before = pid === this.#told.pid ? this.#told.lockErrors : 0;
    this.#lockErrors += Math.max(0, lockErrors - before);
    this.#told = { pid, lockErrors };
  }

  stop(): void {
    this.#process.stop();
  }
}

function errorOf({
  code,
  message,
  at,
}: {
  code: string;
  message: string;
  at?: number | undefined;
}): Error {
  if (code === 'query-invalid') return new PlacedError(message, at);
  const known = ERROR_CODES.find((one) => one === code);
  return known === undefined ? new Error(message) : new CaseScopeError(known, message);
}
