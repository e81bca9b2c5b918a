/**
 * The cluster a command works with: options say how it is reached, the environment alone has the secret, as
 * command lines are seen by every program of the computer.
 */
import path from 'node:path';
import {
  CLUSTER_CASE,
  CLUSTER_CONNECTION,
  type ClusterSecret,
  EMBEDDED,
  type KeptCluster,
  needsSecret,
  type StorePlace,
} from '@shared/contract/cluster';
import { type Arguments, FLAG, TEXT } from './arguments';
import { WrongUse } from './output';

export const CLUSTER_OPTIONS = {
  ...{ opensearch: TEXT, 'opensearch-case': TEXT, 'opensearch-user': TEXT },
  ...{ 'opensearch-ca': TEXT, 'opensearch-pin': TEXT },
  ...{ 'opensearch-cert': TEXT, 'opensearch-key': TEXT },
  ...{ 'opensearch-bearer': FLAG, 'opensearch-sigv4': TEXT },
};

export const CLUSTER_USAGE =
  '--opensearch URL --opensearch-case NAME [--opensearch-ca FILE|--opensearch-pin SHA256] [--opensearch-user NAME|--opensearch-bearer|--opensearch-cert FILE --opensearch-key FILE|--opensearch-sigv4 REGION/es|aoss/KEYID]';

const SECRET = 'CASESCOPE_OPENSEARCH_SECRET';
const SESSION_TOKEN = 'CASESCOPE_OPENSEARCH_SESSION_TOKEN';

/** Taken out of the environment: processes that are started later do not inherit it. */
let taken: ClusterSecret | null | undefined;

export function environmentSecret(): ClusterSecret | null {
  if (taken !== undefined) return taken;
  const { [SECRET]: secret, [SESSION_TOKEN]: sessionToken = null } = process.env;
  delete process.env[SECRET];
  delete process.env[SESSION_TOKEN];
  taken = secret === undefined ? null : { secret, sessionToken };
  return taken;
}

/** How a cluster is reached, as options say it; null without. @throws WrongUse */
export function givenConnection(given: Arguments): KeptCluster['connection'] | null {
  const url = given.text('opensearch');
  if (url === null) {
    const other = Object.keys(CLUSTER_OPTIONS).find(
      (name) => given.text(name) !== null || given.flag(name),
    );
    if (other !== undefined) throw new WrongUse(`--${other} needs --opensearch URL`);
    return null;
  }
  const parsed = CLUSTER_CONNECTION.safeParse({
    ...{ url: url.replace(/\/+$/, ''), trust: trustIn(given), auth: authIn(given) },
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // Not the address itself: it may hold a password.
  throw new WrongUse(`--opensearch and its options: ${issue?.path.join('.')} ${issue?.message}`);
}

/** The same with the name of the case there. @throws WrongUse */
export function givenCluster(given: Arguments): KeptCluster | null {
  const connection = givenConnection(given);
  if (connection === null) return null;
  const clusterCase = CLUSTER_CASE.safeParse(given.required('opensearch-case'));
  if (clusterCase.success) return { connection, clusterCase: clusterCase.data };
  throw new WrongUse(`--opensearch-case ${clusterCase.error.issues[0]?.message}`);
}

function trustIn(given: Arguments): unknown {
  const [ca, pin] = [given.text('opensearch-ca'), given.text('opensearch-pin')];
  if (ca !== null && pin !== null)
    throw new WrongUse('--opensearch-ca and --opensearch-pin are two ways of the same');
  if (ca !== null) return { type: 'authority', path: path.resolve(ca) };
  if (pin === null) return { type: 'system' };
  const sha256 = pin.replace(/[:\s]/g, '').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new WrongUse('--opensearch-pin takes the 64 hexadecimal digits of a SHA-256 fingerprint');
  return { type: 'fingerprint', sha256 };
}

function authIn(given: Arguments): unknown {
  const ways = ['opensearch-user', 'opensearch-bearer', 'opensearch-cert', 'opensearch-sigv4'];
  const [way, other] = ways.filter((name) => given.text(name) !== null || given.flag(name));
  if (other !== undefined) throw new WrongUse(`--${way} and --${other} are two ways to sign in`);
  if (way === undefined) return { type: 'none' };
  if (way === 'opensearch-bearer') return { type: 'bearer' };
  if (way === 'opensearch-user') return { type: 'basic', username: given.text(way) };
  if (way === 'opensearch-sigv4') return sigv4In(given.required(way));
  return {
    type: 'certificate',
    certificatePath: path.resolve(given.required(way)),
    keyPath: path.resolve(given.required('opensearch-key')),
  };
}

function sigv4In(text: string): unknown {
  const [region, service, accessKeyId, ...more] = text.split('/');
  if (!region || (service !== 'es' && service !== 'aoss') || !accessKeyId || more.length > 0)
    throw new WrongUse('--opensearch-sigv4 takes REGION/es/KEYID or REGION/aoss/KEYID');
  return { type: 'sigv4', region, service, accessKeyId };
}

/** Where the events of a case are, with the secret. @throws WrongUse where it is not in the environment */
export function placeOf(kept: KeptCluster | null): StorePlace {
  if (kept === null) return EMBEDDED;
  return { type: 'cluster', ...kept, secret: secretFor(kept.connection) };
}

export function secretFor({ url, auth }: KeptCluster['connection']): ClusterSecret | null {
  const secret = environmentSecret();
  if (secret === null && needsSecret(auth))
    throw new WrongUse(`the sign-in at ${url} needs its secret in ${SECRET}`);
  return secret;
}
