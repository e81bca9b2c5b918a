/**
 * A way to a server that holds one request back until it is told, as a laptop that falls asleep just before it; or
 * the answer to one, as a slow network.
 */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export class HoldingProxy {
  readonly #server: http.Server;
  readonly #target: string;
  #isHeld: (path: string) => boolean = () => false;
  /** It is the answer that waits: the request is sent on. */
  #holdsAnswer = false;
  #held: (() => void) | null = null;
  #told: (() => void) | null = null;

  private constructor(target: string) {
    this.#target = target;
    this.#server = http.createServer((request, response) => this.#take(request, response));
  }

  static async to(target: string): Promise<HoldingProxy> {
    const proxy = new HoldingProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves when the next request that passes has come, and is held. */
  hold(isHeld: (path: string) => boolean): Promise<void> {
    return this.#hold(isHeld, false);
  }

  /** Resolves when the answer to the next request that passes has come from the server, and is held. */
  holdAnswer(isHeld: (path: string) => boolean): Promise<void> {
    return this.#hold(isHeld, true);
  }

  #hold(isHeld: (path: string) => boolean, holdsAnswer: boolean): Promise<void> {
    this.#isHeld = isHeld;
    this.#holdsAnswer = holdsAnswer;
    return new Promise((resolve) => (this.#told = resolve));
  }

  letGo(): void {
    this.#held?.();
    this.#held = null;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #take(request: http.IncomingMessage, response: http.ServerResponse): void {
    const body: Buffer[] = [];
    request.on('data', (bytes: Buffer) => body.push(bytes));
    request.on('end', () => {
      const told = this.#told;
      const isHeld = told !== null && this.#isHeld(request.url ?? '');
      if (isHeld) this.#told = null;
      const hold = (go: () => void): void => {
        this.#held = go;
        told?.();
      };
      const send = (back: (answer: () => void) => void): void =>
        this.#send(request, Buffer.concat(body), response, back);
      const atOnce = (go: () => void): void => go();
      if (!isHeld) send(atOnce);
      else if (this.#holdsAnswer) send(hold);
      else hold(() => send(atOnce));
    });
  }

  /** @param answered called with what hands the whole answer on */
  #send(
    { method, url, headers }: http.IncomingMessage,
    body: Buffer,
    back: http.ServerResponse,
    answered: (answer: () => void) => void,
  ): void {
    const asked = http.request(`${this.#target}${url}`, { method, headers, agent: false });
    asked.on('response', (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (bytes: Buffer) => parts.push(bytes));
      answer.on('end', () =>
        answered(() => {
          back.writeHead(answer.statusCode ?? 502, answer.headers);
          back.end(Buffer.concat(parts));
        }),
      );
    });
    asked.on('error', () => back.destroy());
    asked.end(body);
  }
}
