/**
 * Where a case keeps its events, and how a cluster is reached. A connection holds no secret and may be written
 * down; secrets are passed in messages, in memory only (docs/decisions/0029).
 */
import { z } from 'zod';

/** Lower-case hexadecimal SHA-256 of a certificate in DER. */
const FINGERPRINT = z.string().regex(/^[0-9a-f]{64}$/);

/** What makes a server's certificate good; it is always verified. */
export const CLUSTER_TRUST = z.discriminatedUnion('type', [
  z.object({ type: z.literal('system') }).strict(),
  /** PEM file of a private authority. */
  z.object({ type: z.literal('authority'), path: z.string().min(1) }).strict(),
  z.object({ type: z.literal('fingerprint'), sha256: FINGERPRINT }).strict(),
]);
export type ClusterTrust = z.infer<typeof CLUSTER_TRUST>;

/** Who asks. What is secret of it is the one text of `CLUSTER_SECRET`. */
export const CLUSTER_AUTH = z.discriminatedUnion('type', [
  z.object({ type: z.literal('none') }).strict(),
  /** The secret is the password. */
  z
    .object({
      type: z.literal('basic'),
      username: z.string().regex(/^[^:\p{Cc}]+$/u, 'must not be empty, and has no colon'),
    })
    .strict(),
  /** The secret is the token. */
  z.object({ type: z.literal('bearer') }).strict(),
  /** PEM files; the secret is the passphrase of the key, or empty. */
  z
    .object({
      type: z.literal('certificate'),
      certificatePath: z.string().min(1),
      keyPath: z.string().min(1),
    })
    .strict(),
  /** The secret is the secret access key. */
  z
    .object({
      type: z.literal('sigv4'),
      region: z.string().min(1),
      /** OpenSearch Service, or its serverless form. */
      service: z.enum(['es', 'aoss']),
      accessKeyId: z.string().min(1),
    })
    .strict(),
]);
export type ClusterAuth = z.infer<typeof CLUSTER_AUTH>;

/** http or https, without user, password, query or fragment: those end in logs. */
const CLUSTER_URL = z
  .string()
  .regex(
    /^https?:\/\/[^\s/?#@]+(\/[^\s?#@]*)?$/,
    'is no address of a cluster (https://host:port, without user or password)',
  );

/** Without TLS there is no certificate to trust or to show. */
const isOverTls = ({
  url,
  trust,
  auth,
}: Record<'url', string> & {
  trust: ClusterTrust;
  auth: ClusterAuth;
}): boolean => url.startsWith('https:') || (trust.type === 'system' && auth.type !== 'certificate');

export const CLUSTER_CONNECTION = z
  .object({ url: CLUSTER_URL, trust: CLUSTER_TRUST, auth: CLUSTER_AUTH })
  .strict()
  .refine(isOverTls, 'certificates need an address that begins with https://');
export type ClusterConnection = z.infer<typeof CLUSTER_CONNECTION>;

export const CLUSTER_SECRET = z
  .object({
    secret: z.string(),
    /** Of temporary AWS credentials. */
    sessionToken: z.string().nullable(),
  })
  .strict();
export type ClusterSecret = z.infer<typeof CLUSTER_SECRET>;

/** Paths of the PEM files a connection names. */
export const connectionFiles = ({ trust, auth }: ClusterConnection): readonly string[] => [
  ...(trust.type === 'authority' ? [trust.path] : []),
  ...(auth.type === 'certificate' ? [auth.certificatePath, auth.keyPath] : []),
];

/** Whether asking in this way needs a secret; a key file may have none. */
export const needsSecret = ({ type }: ClusterAuth): boolean =>
  type === 'basic' || type === 'bearer' || type === 'sigv4';

/** Ends of the names of a case's own indices: with one of them it would be taken for an index of another case. */
const OF_INDICES = /-(books|write|check|pack-\d+|file-[0-9a-f]{16,})$/;

/** The same on every laptop; begins the names of the case's indices. */
export const CLUSTER_CASE = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,63}$/,
    'is no name of a case in a cluster (small letters, digits and hyphens, at most 64)',
  )
  .refine(
    (name) => !OF_INDICES.test(name),
    'ends as indices of a case do (-books, -write, -check, -pack-1): choose another name',
  );

const MOST_CHARACTERS = 64;

const plainName = (name: string, most: number): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, most)
    .replace(/^-+|-+$/g, '');

/** A name in the cluster for a case's name: `Harbour 2026-114` → `harbour-2026-114`. */
export function clusterCaseOf(name: string): string {
  const plain = plainName(name, MOST_CHARACTERS);
  return OF_INDICES.test(plain) ? `${plainName(name, MOST_CHARACTERS - 5)}-case` : plain;
}

/** What an evidence file goes by in the cluster: its content, and its number, the second key of the sort. */
export const CLUSTER_FILE = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  number: z.number().int().nonnegative(),
});
export type ClusterFile = Readonly<z.infer<typeof CLUSTER_FILE>>;

/** What a case remembers of its cluster. */
export const KEPT_CLUSTER = z
  .object({ connection: CLUSTER_CONNECTION, clusterCase: CLUSTER_CASE })
  .strict();
export type KeptCluster = z.infer<typeof KEPT_CLUSTER>;

/** Where the events of a case are. */
export const STORE_PLACE = z.discriminatedUnion('type', [
  z.object({ type: z.literal('embedded') }),
  z.object({
    type: z.literal('cluster'),
    connection: CLUSTER_CONNECTION,
    secret: CLUSTER_SECRET.nullable(),
    clusterCase: CLUSTER_CASE,
  }),
]);
export type StorePlace = z.infer<typeof STORE_PLACE>;
export type ClusterPlace = Extract<StorePlace, { type: 'cluster' }>;
export const EMBEDDED: StorePlace = { type: 'embedded' };
