import type { ReactNode } from 'react';
import type { SecretState } from '@shared/contract/cluster-requests';
import { TypedField } from '../../parts/typed-field';
import type { ClusterDraft } from './cluster-draft';
import type { ConnectionFormProps } from './connection-form';
import { PemField } from './pem-field';

const SECRET_NAMES = {
  ...{ basic: 'Password', bearer: 'Token', certificate: 'Passphrase of the key' },
  sigv4: 'Secret access key',
} as const;

const KNOWN: Readonly<Record<SecretState, string>> = {
  kept: 'Empty: the one that is kept in the safe storage of this system.',
  session: 'Empty: the one that was typed in this session.',
  none: '',
};

/** Who asks, but for the secret. */
function WhoFields({ draft, onChange }: ConnectionFormProps): ReactNode {
  switch (draft.auth) {
    case 'basic':
      return (
        <TypedField
          label="User"
          value={draft.username}
          problem={draft.username.includes(':') ? 'A user has no colon.' : null}
          onChange={(username) => onChange({ username })}
        />
      );
    case 'certificate':
      return (
        <>
          <PemField
            what="certificate"
            label="Client certificate"
            path={draft.certificatePath}
            onChoose={(certificatePath) => onChange({ certificatePath })}
          />
          <PemField
            what="key"
            label="Its key"
            path={draft.keyPath}
            onChoose={(keyPath) => onChange({ keyPath })}
          />
        </>
      );
    case 'sigv4':
      return <AwsFields draft={draft} onChange={onChange} />;
    case 'bearer':
    case 'none':
      return null;
  }
}

function AwsFields({ draft, onChange }: Omit<ConnectionFormProps, 'known'>): ReactNode {
  return (
    <>
      <div className="field-row">
        <TypedField
          label="Region"
          placeholder="eu-central-1"
          value={draft.region}
          onChange={(region) => onChange({ region })}
        />
        <label className="field">
          Service
          <select
            value={draft.service}
            onChange={(event) => onChange({ service: event.target.value as 'es' | 'aoss' })}
          >
            <option value="es">OpenSearch Service</option>
            <option value="aoss">Serverless</option>
          </select>
        </label>
      </div>
      <TypedField
        label="Access key id"
        value={draft.accessKeyId}
        onChange={(accessKeyId) => onChange({ accessKeyId })}
      />
    </>
  );
}

/** Where the secret stays, as the examiner chooses and the system can. */
function Keeping({ draft, onChange, known }: ConnectionFormProps): ReactNode {
  if (known === null) return null;
  if (!known.canKeep)
    return (
      <p className="dim small">
        This system has no safe storage for secrets: it is kept in memory until caseScope ends, and
        asked for again then.
      </p>
    );
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={draft.keepSecret}
        onChange={(event) => onChange({ keepSecret: event.target.checked })}
      />
      Keep it in the safe storage of this system
    </label>
  );
}

const note = (draft: ClusterDraft, known: ConnectionFormProps['known']): string =>
  known !== null && draft.secret === '' ? KNOWN[known.secret] : '';

export function SecretFields(props: ConnectionFormProps): ReactNode {
  const { draft, onChange, known } = props;
  if (draft.auth === 'none') return null;
  return (
    <>
      <WhoFields {...props} />
      <TypedField
        type="password"
        label={SECRET_NAMES[draft.auth]}
        value={draft.secret}
        onChange={(secret) => onChange({ secret })}
      >
        {note(draft, known)}
      </TypedField>
      {draft.auth === 'sigv4' && (
        <TypedField
          type="password"
          label="Session token, of temporary credentials"
          value={draft.sessionToken}
          onChange={(sessionToken) => onChange({ sessionToken })}
        />
      )}
      <Keeping {...props} />
    </>
  );
}
