/** The client's connection, which says why it failed and writes nothing on the console. */
import type { IncomingMessage } from 'node:http';
import type { Connection } from '@opensearch-project/opensearch';

type Params = Parameters<Connection['request']>[0];
type Answered = (error: Error | null, response: IncomingMessage | null) => void;

const ignored = (): void => undefined;

/** @param Base the client's connection, or the one that signs */
export function explained(Base: typeof Connection): typeof Connection {
  return class extends Base {
    override request(params: Params, answered: Answered): ReturnType<Connection['request']> {
      let cause: Error | undefined;
      const request = super.request(params, (error, response) => {
        // The client keeps the text of an error only; its code tells what to do.
        if (error !== null && cause !== undefined) error.cause = cause;
        // It would print on the console what goes wrong after the answer; the answer itself tells of that.
        if (response !== null) request.removeAllListeners('error').on('error', ignored);
        answered(error, response);
      });
      request.prependListener('error', (error: Error) => (cause = error));
      return request;
    }
  };
}
