/** A connection as it is typed, and what it comes to. */
import {
  CLUSTER_CASE,
  CLUSTER_CONNECTION,
  type ClusterAuth,
  type ClusterConnection,
  type ClusterSecret,
  type ClusterTrust,
} from '@shared/contract/cluster';

export interface ClusterDraft {
  readonly url: string;
  readonly trust: ClusterTrust['type'];
  readonly authorityPath: string;
  readonly fingerprint: string;
  readonly auth: ClusterAuth['type'];
  readonly username: string;
  readonly certificatePath: string;
  readonly keyPath: string;
  readonly region: string;
  readonly service: 'es' | 'aoss';
  readonly accessKeyId: string;
  /** Empty: the one that main has, if any. */
  readonly secret: string;
  readonly sessionToken: string;
  readonly keepSecret: boolean;
}

export const NEW_CLUSTER_DRAFT: ClusterDraft = {
  ...{ url: '', trust: 'system', authorityPath: '', fingerprint: '' },
  ...{ auth: 'basic', username: '', certificatePath: '', keyPath: '' },
  ...{ region: '', service: 'es', accessKeyId: '' },
  ...{ secret: '', sessionToken: '', keepSecret: false },
};

export function draftOf({ url, trust, auth }: ClusterConnection): ClusterDraft {
  return {
    ...NEW_CLUSTER_DRAFT,
    ...{ url, trust: trust.type, auth: auth.type },
    ...(trust.type === 'authority' && { authorityPath: trust.path }),
    ...(trust.type === 'fingerprint' && { fingerprint: trust.sha256 }),
    ...(auth.type === 'basic' && { username: auth.username }),
    ...(auth.type === 'certificate' && {
      ...{ certificatePath: auth.certificatePath, keyPath: auth.keyPath },
    }),
    ...(auth.type === 'sigv4' && {
      ...{ region: auth.region, service: auth.service, accessKeyId: auth.accessKeyId },
    }),
  };
}

/** As programs print them: with colons, spaces, capitals. */
const fingerprintOf = (text: string): string => text.replace(/[\s:]/g, '').toLowerCase();

function trustOf(draft: ClusterDraft): ClusterTrust {
  const { trust, authorityPath, fingerprint } = draft;
  if (trust === 'authority') return { type: trust, path: authorityPath };
  if (trust === 'fingerprint') return { type: trust, sha256: fingerprintOf(fingerprint) };
  return { type: trust };
}

function authOf(draft: ClusterDraft): ClusterAuth {
  const { auth, certificatePath, keyPath } = draft;
  if (auth === 'basic') return { type: auth, username: draft.username.trim() };
  if (auth === 'certificate') return { type: auth, certificatePath, keyPath };
  if (auth !== 'sigv4') return { type: auth };
  const { region, service, accessKeyId } = draft;
  return { type: auth, region: region.trim(), service, accessKeyId: accessKeyId.trim() };
}

/** Null while something is missing or wrong. */
export function connectionOf(draft: ClusterDraft): ClusterConnection | null {
  const url = draft.url.trim().replace(/\/+$/, '');
  const parsed = CLUSTER_CONNECTION.safeParse({
    ...{ url, trust: trustOf(draft), auth: authOf(draft) },
  });
  return parsed.success ? parsed.data : null;
}

export function secretOf({ auth, secret, sessionToken }: ClusterDraft): ClusterSecret | null {
  if (secret === '') return null;
  const token = auth === 'sigv4' && sessionToken.trim() !== '' ? sessionToken.trim() : null;
  return { secret: auth === 'bearer' ? secret.trim() : secret, sessionToken: token };
}

/** What is wrong with the address, for the place where it is typed; null while nothing is typed. */
export function urlProblem(draft: ClusterDraft): string | null {
  const url = draft.url.trim();
  if (url === '') return null;
  if (/^https?:\/\/[^/]*@/.test(url))
    return 'Without user and password: those are asked for below.';
  if (!/^https?:\/\/[^\s/?#]+/.test(url))
    return 'Begins with https:// or http://, then host and port.';
  if (/[?#]/.test(url)) return 'Ends with the host, the port or a path.';
  const isPlain = url.startsWith('http:');
  if (isPlain && (draft.trust !== 'system' || draft.auth === 'certificate'))
    return 'Certificates need an address that begins with https://.';
  return null;
}

export function fingerprintProblem({ fingerprint }: ClusterDraft): string | null {
  if (fingerprint.trim() === '') return null;
  return /^[0-9a-f]{64}$/.test(fingerprintOf(fingerprint))
    ? null
    : 'A SHA-256 fingerprint has 64 hexadecimal digits.';
}

export const isClusterCase = (name: string): boolean => CLUSTER_CASE.safeParse(name).success;
