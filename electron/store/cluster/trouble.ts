/** What a call came to nothing by, in words for the examiner: what, where, what to do. Never with a secret. */
import { errors } from '@opensearch-project/opensearch';
import type { ClusterConnection, ClusterPlace } from '@shared/contract/cluster';
import { CaseScopeError } from '@shared/model/errors';
import { z } from 'zod';
import type { ClusterTrouble } from './line-protocol';
import { refused, type Refusal } from './refusals';
import { unreachable } from './unreachable';

/** Another web server: it sends elsewhere, or answers with something that is no JSON. */
export class NotOpenSearch extends Error {
  readonly location: string | null;

  constructor(location: string | null) {
    super('the answer is not of OpenSearch');
    this.name = 'NotOpenSearch';
    this.location = location;
  }
}

export type TroublePlace = Pick<ClusterPlace, 'connection' | 'secret'>;

/** The beginning tells. */
const MOST_CHARACTERS = 1_000;

const BODY = z.looseObject({ error: z.unknown().optional(), message: z.unknown().optional() });
/** Of what removes by a search: each document that stays says why. */
const FAILURES = z.looseObject({
  failures: z
    .array(z.looseObject({ index: z.string().optional(), cause: z.looseObject({}) }))
    .min(1),
});

export function troubleOf(error: unknown, place: TroublePlace): ClusterTrouble {
  return withoutSecret(named(error, place.connection), place);
}

/** The same of one document that a bulk call did not take. */
export function refusalOf(refusal: Refusal, place: TroublePlace): ClusterTrouble {
  return withoutSecret(refused(refusal, place.connection), place);
}

function named(error: unknown, connection: ClusterConnection): ClusterTrouble {
  if (error instanceof NotOpenSearch) return notOpenSearch(error, connection);
  if (error instanceof CaseScopeError)
    return { code: error.code, message: error.message, isPassing: false };
  if (error instanceof errors.ResponseError) return refused(refusalIn(error), connection);
  return unreachable(error, connection);
}

/** AWS says `message` where OpenSearch says `error`; a gateway answers with a page. */
function refusalIn({ meta, statusCode }: errors.ResponseError): Refusal {
  const body = BODY.safeParse(meta.body);
  const error = body.success ? (body.data.error ?? body.data.message) : null;
  return { status: meta.statusCode ?? statusCode ?? 0, error: error ?? firstFailure(meta.body) };
}

function firstFailure(body: unknown): unknown {
  const [first] = FAILURES.safeParse(body).data?.failures ?? [];
  return first === undefined ? null : { index: first.index, ...first.cause };
}

function notOpenSearch({ location }: NotOpenSearch, { url }: ClusterConnection): ClusterTrouble {
  const sends = location === null ? '' : ` (it sends to ${location})`;
  return {
    code: 'cluster-refused',
    message: `What answers at ${url} is not OpenSearch${sends}. Check the host and the port: the interface of a cluster is mostly at 9200, its Dashboards at 5601.`,
    isPassing: false,
  };
}

/** A server may say again what it was told. */
function withoutSecret(trouble: ClusterTrouble, { secret }: TroublePlace): ClusterTrouble {
  const secrets = [secret?.secret, secret?.sessionToken].filter((one) => one);
  const message = secrets.reduce<string>(
    (text, one) => text.replaceAll(one ?? '', '…'),
    trouble.message,
  );
  return { ...trouble, message: sentence(message) };
}

/** What a server said of itself may be long, and may try to steer a terminal. */
export function sentence(text: string): string {
  const plain = text.slice(0, MOST_CHARACTERS).replaceAll(/\p{Cc}/gu, ' ');
  return text.length > MOST_CHARACTERS ? `${plain}…` : plain;
}
