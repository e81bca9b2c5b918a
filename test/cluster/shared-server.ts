/**
 * The one server of a run of test/cluster; `inject('clusterUrl')` tells a test its address. Each test keeps to
 * a case name of its own. CASESCOPE_OPENSEARCH_URL names a server that runs already.
 */
import type { TestProject } from 'vitest/node';
import { TestServer } from './server';

declare module 'vitest' {
  export interface ProvidedContext {
    clusterUrl: string;
  }
}

export default async function shareServer(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['CASESCOPE_OPENSEARCH_URL'];
  const server = running === undefined ? await TestServer.start() : null;
  project.provide('clusterUrl', running ?? server?.url ?? '');
  return async () => {
    await server?.stop();
  };
}
