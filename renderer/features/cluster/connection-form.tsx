import type { ReactNode } from 'react';
import type { SecretState } from '@shared/contract/cluster-requests';
import type { ClusterAuth, ClusterTrust } from '@shared/contract/cluster';
import { TypedField } from '../../parts/typed-field';
import { type ClusterDraft, fingerprintProblem, urlProblem } from './cluster-draft';
import { PemField } from './pem-field';
import { SecretFields } from './secret-fields';
import './cluster.css';

const TRUSTS: Readonly<Record<ClusterTrust['type'], string>> = {
  system: 'An authority this system trusts',
  authority: 'A private authority (PEM file)',
  fingerprint: 'A pinned fingerprint',
};

const AUTHS: Readonly<Record<ClusterAuth['type'], string>> = {
  basic: 'User and password',
  bearer: 'Token',
  certificate: 'Client certificate',
  sigv4: 'AWS access key',
  none: 'No sign-in',
};

export interface ConnectionFormProps {
  readonly draft: ClusterDraft;
  readonly onChange: (change: Partial<ClusterDraft>) => void;
  /** Of the sign-in as it stands; null while it is not complete. */
  readonly known: { readonly secret: SecretState; readonly canKeep: boolean } | null;
}

function TrustFields({ draft, onChange }: ConnectionFormProps): ReactNode {
  return (
    <>
      <label className="field">
        Trust its certificate by
        <select
          value={draft.trust}
          onChange={(event) => onChange({ trust: event.target.value as ClusterTrust['type'] })}
        >
          {Object.entries(TRUSTS).map(([type, words]) => (
            <option key={type} value={type}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {draft.trust === 'authority' && (
        <PemField
          what="authority"
          label="Certificate of the authority"
          path={draft.authorityPath}
          onChoose={(authorityPath) => onChange({ authorityPath })}
        />
      )}
      {draft.trust === 'fingerprint' && (
        <TypedField
          label="SHA-256 fingerprint, its own or an issuer’s"
          className="mono"
          value={draft.fingerprint}
          problem={fingerprintProblem(draft)}
          onChange={(fingerprint) => onChange({ fingerprint })}
        />
      )}
    </>
  );
}

function SignInFields({ draft, onChange, known }: ConnectionFormProps): ReactNode {
  return (
    <>
      <label className="field">
        Sign in by
        <select
          value={draft.auth}
          onChange={(event) =>
            onChange({ auth: event.target.value as ClusterAuth['type'], secret: '' })
          }
        >
          {Object.entries(AUTHS).map(([type, words]) => (
            <option key={type} value={type}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <SecretFields draft={draft} onChange={onChange} known={known} />
    </>
  );
}

/** How a cluster is reached: its address, why it is trusted, who asks. */
export function ConnectionForm(props: ConnectionFormProps): ReactNode {
  const { draft, onChange } = props;
  return (
    <div className="connection-form">
      <TypedField
        label="Address of the cluster"
        placeholder="https://search.example.org:9200"
        value={draft.url}
        problem={urlProblem(draft)}
        onChange={(url) => onChange({ url })}
      />
      <div className="connection-half">
        <TrustFields {...props} />
      </div>
      <div className="connection-half">
        <SignInFields {...props} />
      </div>
    </div>
  );
}
