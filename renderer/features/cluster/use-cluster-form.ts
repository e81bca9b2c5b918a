/** The state of a connection form: what is typed, what main knows of it, what a test found. */
import { useState } from 'react';
import type { ClusterConnection } from '@shared/contract/cluster';
import type { ClusterCheck } from '@shared/contract/cluster-check';
import type { SecretState } from '@shared/contract/cluster-requests';
import { attempt } from '../../app/toast-store';
import { ask } from '../../lib/ask';
import { useAsked } from '../../lib/use-asked';
import { type ClusterDraft, connectionOf, secretOf } from './cluster-draft';

export interface ClusterForm {
  readonly draft: ClusterDraft;
  readonly change: (change: Partial<ClusterDraft>) => void;
  readonly connection: ClusterConnection | null;
  readonly known: { readonly secret: SecretState; readonly canKeep: boolean } | null;
  readonly check: ClusterCheck | null;
  readonly isChecking: boolean;
  readonly isStale: boolean;
  /** Null where it could not be tried. */
  readonly test: (clusterCase: string | null) => Promise<ClusterCheck | null>;
  /** What is known of the connection as it stands, trying it where nothing is. */
  readonly tested: (clusterCase: string) => Promise<ClusterCheck | null>;
}

export function useClusterForm(first: ClusterDraft): ClusterForm {
  const [draft, setDraft] = useState(first);
  const [checked, setChecked] = useState<{ check: ClusterCheck; of: string } | null>(null);
  const [isChecking, setChecking] = useState(false);
  const connection = connectionOf(draft);
  const known = useAsked('cluster.secret', connection && { connection }, '').answer;
  const secret = secretOf(draft);
  const asked = JSON.stringify([connection, secret]);
  const test = async (clusterCase: string | null): Promise<ClusterCheck | null> => {
    if (connection === null) return null;
    setChecking(true);
    const check = await attempt(() => ask('cluster.check', { connection, secret, clusterCase }));
    setChecking(false);
    if (check !== null) setChecked({ check, of: asked });
    return check;
  };
  return {
    ...{ draft, connection, known, isChecking, test },
    tested: async (clusterCase) =>
      checked !== null && checked.of === asked ? checked.check : test(clusterCase),
    change: (change) => setDraft((before) => ({ ...before, ...change })),
    check: checked?.check ?? null,
    isStale: checked !== null && checked.of !== asked,
  };
}
