/** Cases whose events are in a cluster: where that is, and whether its secret is known. */
import path from 'node:path';
import { EMBEDDED, type KeptCluster, type StorePlace } from '@shared/contract/cluster';
import type { CaseInfo } from '@shared/contract/app-views';
import { CaseScopeError } from '@shared/model/errors';
import { CaseReader } from '@electron/store/case/case-reader';
import { keptCluster } from '@electron/store/case/kept-cluster';
import type { ClusterSecrets } from './cluster-secrets';

/** A case by its name, and the cluster that has its events. */
export interface NamedCluster {
  readonly caseName: string;
  readonly cluster: KeptCluster;
}
type WantedCase = NamedCluster & { readonly caseDir: string };

export const namedCase = (
  database: CaseReader,
  caseDir: string,
): Pick<CaseInfo, 'name' | 'cluster'> => ({
  name: database.setting('name') ?? path.basename(caseDir),
  cluster: keptCluster(database)?.connection.url ?? null,
});

/** Null where its events are in its folder. */
export function clusterIn(caseDir: string): NamedCluster | null {
  const reader = CaseReader.open(caseDir);
  try {
    const cluster = keptCluster(reader);
    return cluster && { caseName: namedCase(reader, caseDir).name, cluster };
  } finally {
    reader.close();
  }
}

export class CaseClusters {
  readonly #secrets: ClusterSecrets;
  #wanted: WantedCase | null = null;

  constructor(secrets: ClusterSecrets) {
    this.#secrets = secrets;
  }

  /** A case that waits for its secret. */
  get wanted(): WantedCase | null {
    return this.#wanted;
  }

  /** Where the events are, with the secret that is known. */
  placeOf(kept: KeptCluster | null): StorePlace {
    if (kept === null) return EMBEDDED;
    return { type: 'cluster', ...kept, secret: this.#secrets.of(kept.connection) };
  }

  /** @throws CaseScopeError `cluster-secret`; the case is then `wanted` until it is opened with one */
  assertSecretKnown(caseDir: string): void {
    const named = clusterIn(caseDir);
    if (named === null || this.#secrets.isKnown(named.cluster.connection)) {
      if (this.#wanted?.caseDir === caseDir) this.#wanted = null;
      return;
    }
    this.#wanted = { caseDir, ...named };
    throw new CaseScopeError(
      'cluster-secret',
      `The events of ${named.caseName} are in the cluster at ${named.cluster.connection.url}, which asks for a sign-in.`,
    );
  }
}
