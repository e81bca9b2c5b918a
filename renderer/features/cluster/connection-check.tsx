import { Check, CircleX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  type ClusterCheck,
  type ClusterFinding,
  isUsable,
  type ShownCertificate,
} from '@shared/contract/cluster-check';
import { escapeHidden } from '../../lib/hidden-characters';
import { Evidence } from '../../parts/evidence';

const MARKS = { good: Check, warning: TriangleAlert, problem: CircleX } as const;
const WORDS = { good: 'Good', warning: 'Note', problem: 'Problem' } as const;

function Finding({ finding: { type, text } }: { finding: ClusterFinding }): ReactNode {
  const Mark = MARKS[type];
  return (
    <li className={`finding is-${type}`}>
      <Mark size={14} aria-hidden="true" />
      <span>
        <span className="finding-type">{WORDS[type]}: </span>
        <bdi>{escapeHidden(text)}</bdi>
      </span>
    </li>
  );
}

interface ShownProps {
  readonly shown: readonly ShownCertificate[];
  readonly onPin: (sha256: string) => void;
}

/** What a server shows that is not trusted; the examiner may know it. */
function Shown({ shown, onPin }: ShownProps): ReactNode {
  const [own] = shown;
  if (own === undefined) return null;
  return (
    <div className="shown-certificate">
      <p>
        It shows this certificate. Pin it only where its administrator says the same fingerprint.
      </p>
      <dl>
        <dt>For</dt>
        <dd>
          <Evidence text={own.subject} />
        </dd>
        <dt>Issued by</dt>
        <dd>
          <Evidence text={own.issuer} />
        </dd>
        <dt>Valid to</dt>
        <dd>
          <Evidence text={own.validTo} />
        </dd>
        <dt>SHA-256</dt>
        <dd className="mono fingerprint">{own.sha256}</dd>
      </dl>
      <button type="button" onClick={() => onPin(own.sha256)}>
        Pin this fingerprint
      </button>
    </div>
  );
}

interface ConnectionCheckProps {
  readonly check: ClusterCheck | null;
  readonly isChecking: boolean;
  /** What was checked is no longer what stands above. */
  readonly isStale: boolean;
  /** Null while the connection is not complete. */
  readonly onCheck: (() => void) | null;
  readonly onPin: (sha256: string) => void;
}

/** A button that tries the connection, and what was found, in place. */
export function ConnectionCheck(props: ConnectionCheckProps): ReactNode {
  const { check, isChecking, isStale, onCheck, onPin } = props;
  return (
    <div className="connection-check">
      <div className="connection-try">
        <button type="button" disabled={onCheck === null || isChecking} onClick={() => onCheck?.()}>
          {isChecking ? 'Testing…' : 'Test connection'}
        </button>
        <span role="status" className="dim">
          {check !== null && !isChecking && verdict(check, isStale)}
        </span>
      </div>
      {check !== null && (
        <div className={isStale || isChecking ? 'dimmed' : undefined}>
          <ul className="findings" aria-label="Findings">
            {check.findings.map((finding) => (
              <Finding key={finding.text} finding={finding} />
            ))}
          </ul>
          <Shown shown={check.shown} onPin={onPin} />
        </div>
      )}
    </div>
  );
}

function verdict(check: ClusterCheck, isStale: boolean): string {
  if (isStale) return 'Changed since; test again.';
  return isUsable(check) ? 'A case can be kept there.' : 'A case cannot be kept there like this.';
}
