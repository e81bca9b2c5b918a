/** What the window asks about clusters. A secret goes to main and never comes back. */
import { z } from 'zod';
import type { MoveOutcome } from './case-move';
import { CLUSTER_CASE, CLUSTER_CONNECTION, CLUSTER_SECRET, type KeptCluster } from './cluster';
import type { ClusterCheck } from './cluster-check';
import type { CaseInfo } from './app-views';

/** Null takes the secret that main has for this sign-in, if any. */
const secret = CLUSTER_SECRET.nullable();

/** The cluster a new case is made in. */
export const NEW_CLUSTER = z
  .object({
    connection: CLUSTER_CONNECTION,
    clusterCase: CLUSTER_CASE,
    secret,
    /** Beyond this session, where the system keeps secrets. */
    keepSecret: z.boolean(),
  })
  .strict();
export type NewCluster = z.infer<typeof NEW_CLUSTER>;

/** The case that is open, or the one that waits for its secret to be opened. */
const of = z.enum(['open', 'wanted']);

export const CLUSTER_REQUESTS = {
  /** Tries a connection; no case needs to be open. */
  'cluster.check': z
    .object({ connection: CLUSTER_CONNECTION, secret, clusterCase: CLUSTER_CASE.nullable() })
    .strict(),
  /** A PEM file, in a dialog; null when the examiner thinks better of it. */
  'cluster.chooseFile': z.object({ what: z.enum(['authority', 'certificate', 'key']) }).strict(),
  /** Moves the open case there; null: into its folder. Answers when it has ended. */
  'cluster.move': z.object({ to: NEW_CLUSTER.nullable() }).strict(),
  'cluster.cancelMove': z.object({}).strict(),
  'cluster.state': z.object({ of }).strict(),
  /** Which secret of a sign-in main has. */
  'cluster.secret': z.object({ connection: CLUSTER_CONNECTION }).strict(),
  /** Another address or sign-in for the same case in the cluster; opens the case with it. */
  'cluster.change': z
    .object({ of, connection: CLUSTER_CONNECTION, secret, keepSecret: z.boolean() })
    .strict(),
} as const;

/** `session`: until the program ends. */
export type SecretState = 'kept' | 'session' | 'none';

export interface ClusterState {
  readonly caseName: string;
  readonly cluster: KeptCluster;
  readonly secret: SecretState;
}

export interface ClusterAnswers {
  'cluster.check': ClusterCheck;
  'cluster.chooseFile': string | null;
  'cluster.state': ClusterState | null;
  'cluster.secret': { readonly secret: SecretState; readonly canKeep: boolean };
  'cluster.move': MoveOutcome;
  'cluster.cancelMove': null;
  'cluster.change': CaseInfo;
}
