/** Where the events of a case are that is only read, with the secret of the environment. */
import type { KeptCluster, StorePlace } from '@shared/contract/cluster';
import { CaseReader } from '@electron/store/case/case-reader';
import { keptCluster } from '@electron/store/case/kept-cluster';
import { placeOf } from './cluster-options';

/** @throws CaseScopeError `case-missing` */
export const placeOfCase = (caseDir: string): StorePlace => placeOf(clusterOfCase(caseDir));

/** Null where the events are in the case's folder. @throws CaseScopeError `case-missing` */
export function clusterOfCase(caseDir: string): KeptCluster | null {
  const reader = CaseReader.open(caseDir);
  try {
    return keptCluster(reader);
  } finally {
    reader.close();
  }
}
