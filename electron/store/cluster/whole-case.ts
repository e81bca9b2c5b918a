/** A case in the cluster as a whole: whether it is there, and its removal. */
import { z } from 'zod';
import type { ClusterPlace } from '@shared/contract/cluster';
import { booksIndex } from './books-index';
import { caseAlias } from './case-indices';
import { ClusterCalls } from './cluster-calls';

const NAMES = z.record(z.string(), z.unknown());

/** @throws ClusterError */
export async function isCaseThere(place: ClusterPlace): Promise<boolean> {
  const calls = new ClusterCalls(place);
  try {
    const path = `/${booksIndex(place.clusterCase)}`;
    const { status } = await calls.ask({ method: 'HEAD', path, expected: [404] });
    return status === 200;
  } finally {
    calls.close();
  }
}

/** The books go last: what is left of a removal that was broken off can still be named. @throws ClusterError */
export async function removeCase(place: ClusterPlace): Promise<void> {
  const calls = new ClusterCalls(place);
  try {
    const path = `/_alias/${caseAlias(place.clusterCase)}`;
    const { status, body } = await calls.ask({ method: 'GET', path, expected: [404] });
    // By their whole names: those of another case may begin like them.
    const indices = status === 404 ? [] : Object.keys(NAMES.parse(body));
    for (const index of [...indices, booksIndex(place.clusterCase)])
      await calls.ask({ method: 'DELETE', path: `/${index}`, expected: [404] });
  } finally {
    calls.close();
  }
}
