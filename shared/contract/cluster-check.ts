/** What a check of a cluster found, for the window and the command line. */

/** A certificate of a server, as far as somebody compares it. */
export interface ShownCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** As the certificate has it: `Nov 29 15:35:25 2026 GMT`. */
  readonly validTo: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface ClusterFinding {
  /** `problem`: a case cannot be there like this. */
  readonly type: 'good' | 'warning' | 'problem';
  readonly text: string;
}

export interface ClusterCheck {
  readonly findings: readonly ClusterFinding[];
  /** Names of the cases that are there. */
  readonly cases: readonly string[];
  /** What the server shows where it is not trusted: its own certificate, then issuers. */
  readonly shown: readonly ShownCertificate[];
}

export const isUsable = ({ findings }: ClusterCheck): boolean =>
  findings.every(({ type }) => type !== 'problem');
