/** The far end of a cluster line: it alone talks to the network, so that a pipeline or a search may wait. */
import { workerData } from 'node:worker_threads';
import { callCluster, connect } from './connect';
import { CELL, type LineAnswer, type LineOrder, type LineStart } from './line-protocol';
import { troubleOf } from './trouble';

const { cells: memory, place, port } = workerData as LineStart;
const cells = new Int32Array(memory);
/** Made at the first call, which then fails with the reason when a file of the connection cannot be used. */
let made: ReturnType<typeof connect> | undefined;
const waiting = new Map<number, AbortController>();

function say(answer: LineAnswer): void {
  port.postMessage(answer);
  Atomics.add(cells, CELL.answers, 1);
  Atomics.notify(cells, CELL.answers);
}

async function make({ ticket, call }: Extract<LineOrder, { type: 'call' }>): Promise<void> {
  const control = new AbortController();
  waiting.set(ticket, control);
  try {
    made ??= connect(place.connection, place.secret);
    const reply = await callCluster(made, call, control.signal);
    if (waiting.delete(ticket)) say({ ticket, ok: true, reply });
  } catch (error) {
    fail(ticket, error);
  }
}

function fail(ticket: number, error: unknown): void {
  if (waiting.delete(ticket)) say({ ticket, ok: false, trouble: troubleOf(error, place) });
}

// The near end cannot see this thread die, and would wait for ever.
process.on('uncaughtException', (error) => {
  for (const ticket of [...waiting.keys()]) fail(ticket, error);
});

port.on('message', (order: LineOrder) => {
  if (order.type === 'call') void make(order);
  else if (order.type === 'abort') waiting.get(order.ticket)?.abort();
  else void Promise.resolve(made?.close()).then(() => port.close());
});
