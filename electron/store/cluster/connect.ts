/** The one file that knows the OpenSearch client. Never log a client: inspecting one shows its password. */
import fs from 'node:fs';
import { Client, type ClientOptions } from '@opensearch-project/opensearch';
import type { ClusterConnection, ClusterSecret } from '@shared/contract/cluster';
import type { ClusterCall, ClusterReply } from './line-protocol';

/** A bulk call on a busy cluster, milliseconds. */
const CALL_TIMEOUT_MS = 120_000;

/** Retries are ours (bulk-sender.ts): only we know which calls may be made twice. */
export function connect(
  { url, trust, auth }: ClusterConnection,
  secret: ClusterSecret | null,
): Client {
  const options: ClientOptions = {
    ...{ node: url, maxRetries: 0, requestTimeout: CALL_TIMEOUT_MS },
    // Sort values of nanoseconds and ticks are beyond 2^53 (opensearch.md, 1).
    enableLongNumeralSupport: true,
  };
  if (trust.type === 'authority') options.ssl = { ca: fs.readFileSync(trust.path, 'utf8') };
  if (auth.type === 'basic')
    options.auth = { username: auth.username, password: secret?.secret ?? '' };
  return new Client(options);
}

/** @throws what the client throws (trouble.ts) for every status that is neither good nor expected */
export async function callCluster(
  client: Client,
  { method, path, query, body, expected = [] }: ClusterCall,
  signal: AbortSignal,
): Promise<ClusterReply> {
  const content = typeof body === 'string' ? { bulkBody: body } : { body: body ?? '' };
  const request = client.transport.request(
    { method, path, querystring: { ...query }, ...content },
    { ignore: [...expected] },
  );
  signal.addEventListener('abort', () => request.abort());
  const { statusCode, body: answered } = await request;
  return { status: statusCode ?? 0, body: answered };
}
