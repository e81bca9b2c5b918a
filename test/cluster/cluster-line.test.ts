/** A line to the cluster goes on after calls that were given up. */
import { afterAll, describe, expect, inject, it } from 'vitest';
import { ClusterLine } from '@electron/store/cluster/cluster-line';
import { placeAt } from './two-stores';

const HEALTH = { method: 'GET', path: '/_cluster/health' } as const;
const LONGEST_MS = 20_000;

describe('a line to the cluster', () => {
  const line = new ClusterLine(placeAt(inject('clusterUrl')));
  afterAll(() => line.close());

  /** Fails where no answer comes. */
  function ask(): unknown {
    const until = performance.now() + LONGEST_MS;
    const { status } = line.ask(HEALTH, () => {
      if (performance.now() > until) throw new Error('no answer');
    });
    return status;
  }

  it('answers after a call that was given up before it was sent, under way, and when it had ended', () => {
    line.abort(line.begin(HEALTH));
    expect(ask()).toBe(200);
    const stopped = new Error('stopped');
    expect(() =>
      line.ask(HEALTH, () => {
        throw stopped;
      }),
    ).toThrow(stopped);
    expect(ask()).toBe(200);
    const ended = line.begin(HEALTH);
    expect(line.wait(ended).status).toBe(200);
    line.abort(ended);
    expect(ask()).toBe(200);
  });
});
