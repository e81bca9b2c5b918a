/** Asks the main process and turns its reply into a value or a thrown `AskError`. */
import type { Bridge } from '@shared/contract/bridge';
import type { Answers, Reply, RequestInput, RequestName } from '@shared/contract/requests';

declare global {
  interface Window {
    readonly casescope: Bridge;
  }
}

/** Something the examiner can act on. `at` is a position in the text that was asked with. */
export class AskError extends Error {
  readonly code: string;
  readonly at: number | null;

  constructor(code: string, message: string, at: number | null) {
    super(message);
    this.name = 'AskError';
    this.code = code;
    this.at = at;
  }
}

export function valueOf<Answer>(reply: Reply<Answer>): Answer {
  if (reply.ok) return reply.answer;
  throw new AskError(reply.code, reply.message, reply.at ?? null);
}

/** @throws AskError with the text main has for the examiner. */
export async function ask<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
): Promise<Answers[Name]> {
  return valueOf(await window.casescope.ask(name, input));
}

/** What went wrong, for the place where it is shown. */
export function problemOf(thrown: unknown): AskError {
  if (thrown instanceof AskError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AskError('unexpected', message, null);
}
