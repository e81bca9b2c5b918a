/**
 * How a connection to a cluster is made: in bounded time, over TLS always verified, and handed on only then.
 * Not one byte of HTTP is written before (docs/decisions/0031).
 */
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { ShownCertificate } from '@shared/contract/cluster-check';
import { connectPinned, shownCertificates } from './pinned';

/** A host that drops what it is sent would be waited for by the system for minutes. */
const CONNECT_PATIENCE_MS = 15_000;

export class ConnectTimeout extends Error {
  constructor() {
    super(`no connection within ${CONNECT_PATIENCE_MS / 1_000} s`);
    this.name = 'ConnectTimeout';
  }
}

export interface Destination {
  readonly host: string;
  readonly port: number;
  /** What the certificate must be for; empty for an address. */
  readonly servername: string;
}

/** @throws the socket's error, or `ConnectTimeout` */
async function made<Socket extends net.Socket>(
  socket: Socket,
  event: 'connect' | 'secureConnect',
): Promise<Socket> {
  const timer = setTimeout(() => socket.destroy(new ConnectTimeout()), CONNECT_PATIENCE_MS);
  try {
    await once(socket, event);
    return socket;
  } finally {
    clearTimeout(timer);
  }
}

export const connectPlain = ({ host, port }: Destination): Promise<net.Socket> =>
  made(net.connect({ host, port }), 'connect');

/** One handshake, verified as `options` say. */
export const connectTls = (
  { host, port, servername }: Destination,
  options: tls.ConnectionOptions,
): Promise<tls.TLSSocket> =>
  made(
    tls.connect({ ...options, host, port, servername, ALPNProtocols: ['http/1.1'] }),
    'secureConnect',
  );

type Connect = (to: Destination) => Promise<Duplex>;
type Made = (error: Error | null, socket: Duplex) => void;

const destinationOf = (options: https.RequestOptions): Destination => ({
  host: options.host ?? '',
  port: Number(options.port),
  servername: options.servername ?? '',
});

const KEPT = { keepAlive: true, keepAliveMsecs: 1_000, scheduling: 'lifo' } as const;

function handOver(connect: Connect, options: https.RequestOptions, done: Made): void {
  connect(destinationOf(options)).then(
    (socket) => done(null, socket),
    // Beside an error the agent looks at no socket.
    (error: Error) => done(error, new net.Socket()),
  );
}

class HttpAgent extends http.Agent {
  override createConnection(options: http.ClientRequestArgs, done?: Made): null {
    if (done !== undefined) handOver(connectPlain, options, done);
    return null;
  }
}

class HttpsAgent extends https.Agent {
  readonly #connect: Connect;

  constructor(connect: Connect) {
    super(KEPT);
    this.#connect = connect;
  }

  override createConnection(options: https.RequestOptions, done?: Made): null {
    if (done !== undefined) handOver(this.#connect, options, done);
    return null;
  }
}

export const httpAgent = (): http.Agent => new HttpAgent(KEPT);

/** @param secure authorities and a client's certificate */
export function httpsAgent(secure: tls.SecureContextOptions): https.Agent {
  // Reading all authorities takes longer than a connection.
  const secureContext = tls.createSecureContext(secure);
  return new HttpsAgent((to) => connectTls(to, { secureContext }));
}

/** Trusts the one certificate with this fingerprint, of the server or of an issuer it shows. */
export const pinnedAgent = (sha256: string, secure: tls.SecureContextOptions): https.Agent =>
  new HttpsAgent(connectPinned(sha256, secure, connectTls));

/** What a server shows to everybody, to be compared by whoever may know it. */
export const shownByServer = ({ hostname, port }: URL): Promise<readonly ShownCertificate[]> => {
  const host = hostname.replace(/^\[|\]$/g, '');
  const servername = net.isIP(host) === 0 ? host : '';
  return shownCertificates({ host, port: Number(port || 443), servername }, connectTls);
};
