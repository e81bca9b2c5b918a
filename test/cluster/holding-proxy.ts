/** A way to a server that holds one request back until it is told: a laptop that falls asleep just before it. */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export class HoldingProxy {
  readonly #server: http.Server;
  readonly #target: string;
  #isHeld: (path: string) => boolean = () => false;
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
    this.#isHeld = isHeld;
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
      const send = (): void => this.#send(request, Buffer.concat(body), response);
      if (this.#told === null || !this.#isHeld(request.url ?? '')) {
        send();
        return;
      }
      this.#held = send;
      this.#told();
      this.#told = null;
    });
  }

  #send({ method, url, headers }: http.IncomingMessage, body: Buffer, back: http.ServerResponse) {
    const asked = http.request(`${this.#target}${url}`, { method, headers, agent: false });
    asked.on('response', (answer) => {
      back.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(back);
    });
    asked.on('error', () => back.destroy());
    asked.end(body);
  }
}
