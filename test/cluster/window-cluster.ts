/** The cluster that tests of windows use: one that runs already, or one of their own. */
import { TestServer } from './server';

export interface WindowCluster {
  readonly url: string;
  stop(): Promise<void>;
}

export async function windowCluster(): Promise<WindowCluster> {
  const running = process.env['CASESCOPE_OPENSEARCH_URL'];
  if (running !== undefined) return { url: running, stop: () => Promise.resolve() };
  const server = await TestServer.start();
  return { url: server.url, stop: () => server.stop() };
}
