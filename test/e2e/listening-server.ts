/** A server on this machine that counts who speaks to it: nobody should. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListeningServer {
  readonly origin: string;
  /** Connections made, whether or not they asked for anything. */
  connections(): number;
  close(): void;
}

export async function listeningServer(): Promise<ListeningServer> {
  let connections = 0;
  const server = http.createServer((_request, response) => response.end('globalThis.__pwned = 1'));
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    close: () => server.close(),
  };
}
