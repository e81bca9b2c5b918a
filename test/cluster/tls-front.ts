/**
 * A door before a real server, as clusters with security have it: TLS, and a sign-in of its own. It passes on
 * what it lets in and keeps the heads of all it heard.
 */
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { buffer } from 'node:stream/consumers';
import type { Certificate } from '../fixtures/certificates';

/** What came through TLS, let in or not. */
export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  /** Common name of the client's certificate. */
  readonly client: string | null;
}

interface Door {
  /** Shown in this order: the server's own, then issuers. */
  readonly shows: readonly [Certificate, ...Certificate[]];
  /** Clients need a certificate of this authority. */
  readonly clientsOf?: Certificate;
  /** Answers a status to refuse with, or null. */
  readonly refuses?: (heard: Heard) => number | null;
}

export class TlsFront {
  readonly heard: Heard[] = [];
  readonly #server: https.Server;

  private constructor(behind: string, { shows, clientsOf, refuses = () => null }: Door) {
    const options: https.ServerOptions = {
      key: shows[0].key,
      cert: shows.map(({ certificate }) => certificate).join(''),
      ...(clientsOf && {
        ...{ ca: clientsOf.certificate, requestCert: true, rejectUnauthorized: true },
      }),
    };
    this.#server = https.createServer(options, (request, response) => {
      void this.#answer(behind, refuses, request, response);
    });
  }

  static async open(behind: string, door: Door): Promise<TlsFront> {
    const front = new TlsFront(behind, door);
    await new Promise<void>((resolve) => front.#server.listen(0, '127.0.0.1', resolve));
    return front;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** @param host a name of this computer */
  url(host = 'localhost'): string {
    return `https://${host}:${this.port}`;
  }

  async #answer(
    behind: string,
    refuses: (heard: Heard) => number | null,
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const heard = await heardOf(request);
    this.heard.push(heard);
    const refusal = refuses(heard);
    if (refusal !== null) {
      // As the security plugin answers.
      response.writeHead(refusal, { 'content-type': 'text/plain' }).end('Unauthorized');
      return;
    }
    const { method, url, headers } = heard;
    const passed = http.request(`${behind}${url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    passed.end(heard.body);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

async function heardOf(request: http.IncomingMessage): Promise<Heard> {
  const { method = '', url = '', headers, socket } = request;
  const { subject } = (socket as TLSSocket).getPeerCertificate();
  return {
    method,
    url,
    headers,
    body: await buffer(request),
    client: subject === undefined ? null : String(subject.CN),
  };
}
