/** The one file that makes an OpenSearch client. Never log a client: inspecting one shows its password. */
import fs from 'node:fs';
import tls from 'node:tls';
import { Client, type ClientOptions, Connection } from '@opensearch-project/opensearch';
import { AwsSigv4Signer } from '@opensearch-project/opensearch/aws-v3';
import { type ClusterConnection, type ClusterSecret, needsSecret } from '@shared/contract/cluster';
import { CaseScopeError, errorText } from '@shared/model/errors';
import { httpAgent, httpsAgent, pinnedAgent } from './cluster-agent';
import { explained } from './cluster-http';
import type { ClusterCall, ClusterReply } from './line-protocol';
import { systemAuthorities } from './system-authorities';
import { NotOpenSearch } from './trouble';
import { requireWhole, unlimited } from './whole-answers';

/** A bulk call on a busy cluster, milliseconds. */
const CALL_TIMEOUT_MS = 120_000;

const NO_SECRET: ClusterSecret = { secret: '', sessionToken: null };

/** Retries are ours (bulk-sender.ts): only we know which calls may be made twice. */
const OURS = {
  maxRetries: 0,
  requestTimeout: CALL_TIMEOUT_MS,
  // One address: a connection that failed is simply tried again, never "pinged" between calls.
  resurrectStrategy: 'none',
  // Sort values of nanoseconds and ticks are beyond 2^53 (opensearch.md, 1).
  enableLongNumeralSupport: true,
} as const satisfies ClientOptions;

/** @throws CaseScopeError `cluster-settings` when a file of the connection cannot be used */
export function connect(connection: ClusterConnection, secret: ClusterSecret | null): Client {
  if (needsSecret(connection.auth) && secret === null)
    throw unusable(`The secret of the sign-in at ${connection.url} is not known in this session.`);
  const agent = agentOf(connection, secret ?? NO_SECRET);
  return new Client({
    ...OURS,
    ...{ node: connection.url, agent: () => agent },
    ...signIn(connection, secret ?? NO_SECRET),
  });
}

function agentOf({ url, trust, auth }: ClusterConnection, { secret }: ClusterSecret): unknown {
  if (url.startsWith('http:')) return httpAgent();
  const secure: tls.SecureContextOptions = {};
  if (trust.type === 'system') secure.ca = systemAuthorities();
  if (trust.type === 'authority') secure.ca = contentOf(trust.path, 'authority');
  if (auth.type === 'certificate') {
    secure.cert = contentOf(auth.certificatePath, 'certificate');
    secure.key = contentOf(auth.keyPath, 'key');
    if (secret !== '') secure.passphrase = secret;
  }
  assertUsable(secure, { trust, auth });
  return trust.type === 'fingerprint' ? pinnedAgent(trust.sha256, secure) : httpsAgent(secure);
}

function contentOf(path: string, what: string): string {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch (error) {
    throw unusable(`The ${what} file ${path} cannot be read (${errorText(error)}).`);
  }
}

const unusable = (message: string): CaseScopeError =>
  new CaseScopeError('cluster-settings', message);

/** Once here, with a reason, rather than at each connection. */
function assertUsable(
  { ca, ...own }: tls.SecureContextOptions,
  { trust, auth }: Pick<ClusterConnection, 'trust' | 'auth'>,
): void {
  if (trust.type === 'authority') {
    if (!String(ca).includes('-----BEGIN CERTIFICATE-----') || !opens({ ca }))
      throw unusable(`The authority file ${trust.path} has no certificate in PEM form.`);
  }
  if (auth.type !== 'certificate') return;
  if (!opens({ cert: own.cert }))
    throw unusable(`The certificate file ${auth.certificatePath} is no certificate in PEM form.`);
  if (!opens(own))
    throw unusable(
      `The key file ${auth.keyPath} does not open: its passphrase is another, it is no key in PEM form, or it is not the key of ${auth.certificatePath}.`,
    );
}

function opens(options: tls.SecureContextOptions): boolean {
  try {
    tls.createSecureContext(options);
    return true;
  } catch {
    return false;
  }
}

/** Who asks, as the client's options. */
function signIn(
  { auth }: ClusterConnection,
  { secret, sessionToken }: ClusterSecret,
): ClientOptions {
  if (auth.type === 'sigv4') return signed(auth, secret, sessionToken);
  const plain = { Connection: explained(Connection) };
  if (auth.type === 'basic')
    return { ...plain, auth: { username: auth.username, password: secret } };
  if (auth.type === 'bearer') return { ...plain, headers: { authorization: `Bearer ${secret}` } };
  return plain;
}

/** Every request signed with credentials we were given; nothing looks for others on this computer. */
function signed(
  { region, service, accessKeyId }: Extract<ClusterConnection['auth'], { type: 'sigv4' }>,
  secretAccessKey: string,
  sessionToken: string | null,
): ClientOptions {
  const credentials = {
    ...{ accessKeyId, secretAccessKey },
    ...(sessionToken === null ? {} : { sessionToken }),
  };
  const getCredentials = (): Promise<typeof credentials> => Promise.resolve(credentials);
  const signer = AwsSigv4Signer({ region, service, getCredentials });
  return { Transport: signer.Transport, Connection: explained(signer.Connection) };
}

/**
 * @throws what the client throws, or NotOpenSearch (trouble.ts), for every status that is neither good nor
 * expected; CaseScopeError `cluster-refused` for a search that was cut short
 */
export async function callCluster(
  client: Client,
  call: ClusterCall,
  signal: AbortSignal,
): Promise<ClusterReply> {
  const { method, path, query, body, expected = [] } = unlimited(call);
  const content = typeof body === 'string' ? { bulkBody: body } : { body: body ?? '' };
  const request = client.transport.request(
    { method, path, querystring: { ...query }, ...content },
    { ignore: [...expected] },
  );
  // Nothing is given back: Node would take the call for a promise of the listener, and its failure for nobody's.
  const abort = (): void => {
    request.abort();
  };
  signal.addEventListener('abort', abort);
  // A call that has ended must not be ended again: its failure would belong to nobody.
  const ended = request.finally(() => signal.removeEventListener('abort', abort));
  const { statusCode, headers, body: answered } = await ended;
  const status = statusCode ?? 0;
  if (isOfAnother(status, headers?.['content-type'], method) && !expected.includes(status))
    throw new NotOpenSearch(headers?.['location'] ?? null);
  requireWhole(call, answered);
  return { status, body: answered };
}

/** Redirects are never followed: they would take the secret along. */
const isOfAnother = (status: number, contentType: string | undefined, method: string): boolean =>
  status >= 300 || (method !== 'HEAD' && contentType?.includes('json') !== true);
