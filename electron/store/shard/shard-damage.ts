/** What is wrong with a shard's bytes, told as what it is and not as a programmer's mistake. */
import { CaseScopeError, errorText } from '@shared/model/errors';

export function damaged(error: unknown): CaseScopeError {
  if (error instanceof CaseScopeError) return error;
  return new CaseScopeError(
    'shard-damaged',
    `The event store of this file cannot be read (${errorText(error)}). Re-index the file.`,
    { cause: error },
  );
}

export const isDamaged = (error: unknown): error is CaseScopeError =>
  error instanceof CaseScopeError && error.code === 'shard-damaged';

/** @throws CaseScopeError `shard-damaged` where `read` meets damage */
export function guarded<Answer>(read: () => Answer): Answer {
  try {
    return read();
  } catch (error) {
    throw damaged(error);
  }
}

/** @throws TypeError where the row has none */
export function blob(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError('a blob is missing');
}
