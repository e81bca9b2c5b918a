/** Why there is no connection: what the system, TLS and HTTP say of it, in words for the examiner. */
import { errors } from '@opensearch-project/opensearch';
import type { ClusterConnection } from '@shared/contract/cluster';
import { errorText } from '@shared/model/errors';
import { ConnectTimeout } from './cluster-agent';
import type { ClusterTrouble } from './line-protocol';
import { NotPinned } from './pinned';

/** `code` as Node has it, the text beside it: some libraries say only one of the two. */
interface Cause {
  readonly error: unknown;
  readonly words: string;
}

interface Kind {
  readonly is: (cause: Cause) => boolean;
  readonly says: (where: Where, cause: Cause) => string;
  readonly isPassing: boolean;
}

interface Where {
  readonly url: string;
  readonly host: string;
  readonly isSecure: boolean;
}

const has =
  (pattern: RegExp) =>
  ({ words }: Cause): boolean =>
    pattern.test(words);

function pinnedText({ url }: Where, { error }: Cause): string {
  const shown = error instanceof NotPinned ? error.shown : [];
  const lines = shown.map(({ subject, sha256 }) => `${sha256} (${subject})`);
  return `${url} shows another certificate than the pinned one. Nothing was sent. It shows ${lines.join('; issued by ')}. If its certificate was renewed, compare this with what its administrator says, and pin it.`;
}

/** The first that fits. */
const KINDS: readonly Kind[] = [
  {
    is: ({ error }) => error instanceof NotPinned,
    says: pinnedText,
    isPassing: false,
  },
  {
    is: has(/ENOTFOUND/),
    says: ({ url, host }) =>
      `No computer named ${host} is known here. Check the address ${url} and that this laptop is in the right network.`,
    isPassing: true,
  },
  {
    is: has(/EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL/),
    says: ({ host }) =>
      `There is no way to ${host} from here. Check that this laptop is in the right network.`,
    isPassing: true,
  },
  {
    is: has(/ECONNREFUSED/),
    says: ({ url }) =>
      `Nothing listens at ${url}. Check the port, and that the cluster is running.`,
    isPassing: true,
  },
  {
    is: ({ error, words }) =>
      error instanceof ConnectTimeout ||
      error instanceof errors.TimeoutError ||
      /ETIMEDOUT/.test(words),
    says: ({ url }) =>
      `${url} does not answer in time. Check the address and port; a firewall may be in the way, or the cluster too busy.`,
    isPassing: true,
  },
  {
    is: has(/WRONG_VERSION_NUMBER|wrong version number|HTTP_REQUEST|packet length too long/),
    says: ({ url }) =>
      `${url} does not speak https. Check the port; if the cluster has no TLS, its address begins with http://.`,
    isPassing: false,
  },
  {
    is: has(/HPE_INVALID|Parse Error/),
    says: ({ url, isSecure }) =>
      isSecure
        ? `${url} does not speak HTTP. Check the port.`
        : `${url} does not speak plain HTTP. If the cluster has TLS, its address begins with https://.`,
    isPassing: false,
  },
  {
    is: has(
      /ALERT[_ ](BAD|UNSUPPORTED|UNKNOWN)[_ ]CERTIFICATE|CERTIFICATE[_ ]REQUIRED|ALERT[_ ]CERTIFICATE|ALERT[_ ]UNKNOWN[_ ]CA|ALERT[_ ]ACCESS[_ ]DENIED/i,
    ),
    says: ({ url }) =>
      `${url} does not accept the certificate of this laptop. Sign in by a client certificate that its authority issued and that has not expired.`,
    isPassing: false,
  },
  {
    is: has(/CERT_HAS_EXPIRED/),
    says: ({ url }) =>
      `The certificate of ${url} has expired. Its administrator must renew it; check the clock of this laptop as well.`,
    isPassing: false,
  },
  {
    is: has(/CERT_NOT_YET_VALID/),
    says: ({ url }) =>
      `The certificate of ${url} is not valid yet. Check the clock of this laptop.`,
    isPassing: false,
  },
  {
    is: has(/ERR_TLS_CERT_ALTNAME_INVALID/),
    says: ({ url, host }) =>
      `The certificate of ${url} is not made for the name ${host}. Use the name it is made for, or pin its fingerprint.`,
    isPassing: false,
  },
  {
    is: has(
      /SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET)|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE|INVALID_CA|INVALID_PURPOSE/,
    ),
    says: ({ url }) =>
      `The certificate of ${url} comes from no authority that is trusted here. Choose the PEM file of its authority, or pin its fingerprint as its administrator says it.`,
    isPassing: false,
  },
  {
    is: has(/ECONNRESET|EPIPE|socket hang up|disconnected|aborted/),
    says: ({ url, isSecure }) =>
      `${url} ended the connection.${isSecure ? '' : ' If the cluster has TLS, its address begins with https://.'}`,
    isPassing: true,
  },
];

/** Codes and texts of an error and of those inside it: several addresses of a name fail as one. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  const inner = error instanceof AggregateError ? error.errors.map(wordsOf) : [];
  return [code, error.message, ...inner].join(' ');
}

export function unreachable(error: unknown, { url }: ClusterConnection): ClusterTrouble {
  const inner = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const cause: Cause = { error: inner, words: wordsOf(inner) };
  const { hostname, protocol } = new URL(url);
  const where: Where = { url, host: hostname, isSecure: protocol === 'https:' };
  const kind = KINDS.find(({ is }) => is(cause));
  const message = kind?.says(where, cause) ?? `${url} cannot be reached: ${errorText(inner)}`;
  return { code: 'cluster-unreachable', message, isPassing: kind?.isPassing ?? true };
}
