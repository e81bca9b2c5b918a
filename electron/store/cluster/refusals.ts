/** What a cluster says no to, in words for the examiner: of a whole call, or of one document of a bulk call. */
import type { ClusterAuth, ClusterConnection } from '@shared/contract/cluster';
import { z } from 'zod';
import type { ClusterTrouble } from './line-protocol';

/** As OpenSearch tells of an error; causes lie in one another. */
const CAUSE = z.looseObject({
  type: z.string().optional(),
  reason: z.string().nullish(),
  index: z.string().optional(),
  get caused_by() {
    return CAUSE.optional();
  },
  get root_cause() {
    return z.array(CAUSE).optional();
  },
});
type Cause = z.infer<typeof CAUSE>;

export interface Refusal {
  readonly status: number;
  /** `error` of the answer or of the bulk item, as it came. */
  readonly error: unknown;
}

interface Said {
  readonly status: number;
  /** `type: reason` of the error and of its causes, outermost first. */
  readonly words: string;
  /** The innermost reason. */
  readonly reason: string;
  readonly index: string | null;
}

interface Kind {
  readonly is: (said: Said, connection: ClusterConnection) => boolean;
  readonly says: (said: Said, connection: ClusterConnection) => string;
  readonly isPassing: boolean;
  /** `cluster-index` of the index that was asked: others may be well. */
  readonly code?: 'cluster-index';
}

const SIGN_IN: Readonly<Record<ClusterAuth['type'], string>> = {
  none: 'it asks for a user and a password, a token or a client certificate',
  basic: 'check the user and the password',
  bearer: 'the token is wrong or has expired',
  certificate: 'it knows no user of this client certificate',
  sigv4: 'check the access key, its secret, the session token, region and service, and the clock',
};

const has =
  (pattern: RegExp) =>
  ({ words }: Said): boolean =>
    pattern.test(words);

const hasStatus =
  (...statuses: readonly number[]) =>
  ({ status }: Said): boolean =>
    statuses.includes(status);

/** `no permissions for [indices:admin/create]` and AWS' `not authorized to perform: es:ESHttpPut`. */
function actionOf({ words }: Said): string {
  const action =
    /no permissions for \[([^\]]+)\]/.exec(words)?.[1] ?? /to perform: (\S+)/.exec(words)?.[1];
  return action === undefined ? '' : ` for ${action}`;
}

/** Of the address; empty where it has none. */
const pathOf = ({ url }: ClusterConnection): string => new URL(url).pathname.replace(/\/+$/, '');

/** A cluster takes a path of its address for the name of an index, or for nothing it knows. */
const isOfPath = (said: Said, connection: ClusterConnection): boolean =>
  pathOf(connection) !== '' &&
  has(/no handler found for uri|index_not_found_exception|invalid_index_name_exception/)(said) &&
  said.index?.startsWith('casescope-') !== true;

/** The first that fits. */
const KINDS: readonly Kind[] = [
  {
    is: isOfPath,
    says: (_said, connection) =>
      `There is no OpenSearch at the path ${pathOf(connection)} of the address ${connection.url}. Leave the path out, unless a gateway before the cluster has it.`,
    isPassing: false,
  },
  {
    is: hasStatus(401),
    says: (_said, { url, auth }) => `${url} refused the sign-in (401): ${SIGN_IN[auth.type]}.`,
    isPassing: false,
  },
  {
    is: has(/flood[- ]stage|read-only-allow-delete|read-only \/ allow delete|\/12\//),
    says: (_said, { url }) =>
      `The disks of the cluster at ${url} are too full (flood stage), so it made the case read-only. Free disk there; it takes writes again by itself. Then try again.`,
    isPassing: false,
  },
  {
    is: has(/create-index blocked/),
    says: (_said, { url }) =>
      `The cluster at ${url} makes no new index, mostly because its disks are too full. Free disk there, then try again.`,
    isPassing: false,
  },
  {
    is: (said) => has(/cluster_block_exception/)(said) && said.status !== 503,
    says: ({ reason }, { url }) =>
      `The cluster at ${url} is set to refuse this: ${reason}. Its administrator can lift the block.`,
    isPassing: false,
  },
  {
    is: has(/maximum (normal )?shards open|this action would add/),
    says: ({ reason }, { url }) =>
      `The cluster at ${url} has as many shards as it may have: ${reason}. Remove indices that are not needed, add a node, or have cluster.max_shards_per_node raised.`,
    isPassing: false,
  },
  {
    is: has(/Limit of (total fields|mapping depth|nested)/),
    says: ({ reason }, { url }) =>
      `An index of the case at ${url} may have no more fields: ${reason}. The mapping of a case never grows, so another program changed this index.`,
    isPassing: false,
  },
  {
    is: has(
      /mapper_parsing_exception|strict_dynamic_mapping|document_parsing_exception|mapper .* cannot be changed|mapper_exception/,
    ),
    says: ({ reason }, { url }) =>
      `An index of the case at ${url} has another mapping than this version writes: ${reason}. It was made by another version or another program.`,
    isPassing: false,
  },
  {
    is: has(/index_closed_exception/),
    says: ({ index }, { url }) =>
      `The index ${index ?? 'of the case'} in the cluster at ${url} is closed. Have it opened there, then try again.`,
    isPassing: false,
    code: 'cluster-index',
  },
  {
    is: has(/circuit_breaking_exception/),
    says: (_said, { url }) => `The cluster at ${url} is short of memory at the moment.`,
    isPassing: true,
  },
  {
    is: (said) => has(/rejected_execution/)(said) || said.status === 429,
    says: (_said, { url }) => `The cluster at ${url} has more work waiting than it takes.`,
    isPassing: true,
  },
  {
    is: (said) =>
      said.status === 503 &&
      has(/missing shards|all shards failed|no_shard_available|primary shard is not active/)(said),
    says: ({ reason }, { url }) =>
      `A part of the case in the cluster at ${url} does not answer (${reason}). Look at its health: a node may be away, or a disk full.`,
    isPassing: true,
    code: 'cluster-index',
  },
  {
    is: (said) => said.status === 403,
    says: (said, { url }) =>
      `The cluster at ${url} does not permit this (403): the user has no permission${actionOf(said)}. Its administrator can grant it.`,
    isPassing: false,
  },
  {
    is: hasStatus(413),
    says: (_said, { url }) =>
      `A gateway before ${url} or the cluster takes no request of this size (413). http.max_content_length is 100 MB where nobody changed it.`,
    isPassing: false,
  },
  {
    is: has(/index_not_found_exception/),
    says: ({ reason, index }, { url }) =>
      `An index of the case is missing in the cluster at ${url}: ${index?.replace(/-write$/, '') ?? reason}. Re-index the files that were in it.`,
    isPassing: false,
    code: 'cluster-index',
  },
  {
    is: hasStatus(408, 502, 503, 504),
    says: ({ status, reason }, { url }) =>
      `The cluster at ${url} is not ready (${status})${reason === '' ? '' : `: ${reason}`}.`,
    isPassing: true,
  },
];

function causes(cause: Cause, deep = 0): readonly Cause[] {
  if (deep > 10) return [];
  const inner = [...(cause.root_cause ?? []), ...(cause.caused_by ? [cause.caused_by] : [])];
  return [cause, ...inner.flatMap((one) => causes(one, deep + 1))];
}

/** Some gateways answer with a text, or nothing. */
function saidOf({ status, error }: Refusal): Said {
  const told = CAUSE.safeParse(typeof error === 'string' ? { reason: error } : error);
  const all = told.success ? causes(told.data) : [];
  const reasons = all.flatMap(({ reason }) => (reason ? [reason] : []));
  return {
    status,
    words: all.map(({ type = '', reason }) => `${type}: ${reason ?? ''}`).join(' | '),
    reason: (reasons.at(-1) ?? '').replace(/[.;]+$/, ''),
    index: all.flatMap(({ index }) => index ?? [])[0] ?? null,
  };
}

export function refused(refusal: Refusal, connection: ClusterConnection): ClusterTrouble {
  const said = saidOf(refusal);
  const kind = KINDS.find(({ is }) => is(said, connection));
  const reason = said.reason === '' ? '' : `: ${said.reason}`;
  const message =
    kind?.says(said, connection) ??
    `The cluster at ${connection.url} refused (${refusal.status})${reason}.`;
  return { code: kind?.code ?? 'cluster-refused', message, isPassing: kind?.isPassing ?? false };
}
