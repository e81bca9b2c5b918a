/** Where the events of a case are that is only read. */
import type { StorePlace } from '@shared/contract/cluster';
import { CaseReader } from '@electron/store/case/case-reader';
import { keptCluster } from '@electron/store/case/kept-cluster';
import { placeOf } from './cluster-options';

/** @throws CaseScopeError `case-missing`, WrongUse where the cluster's secret is not given */
export function placeOfCase(caseDir: string): StorePlace {
  const reader = CaseReader.open(caseDir);
  try {
    return placeOf(keptCluster(reader));
  } finally {
    reader.close();
  }
}
