/** `casescope opensearch check`: whether a case can be kept in a cluster, and why not. */
import path from 'node:path';
import { type ClusterFinding, isUsable } from '@shared/contract/cluster-check';
import { type CheckedPlace, checkCluster } from '@electron/store/cluster/check-cluster';
import { type Arguments, FLAG, readArguments, TEXT } from './arguments';
import { clusterOfCase } from './case-place';
import { CLUSTER_OPTIONS, givenCluster, givenConnection, secretFor } from './cluster-options';
import { print, printJson, WrongUse } from './output';

const MARKS: Readonly<Record<ClusterFinding['type'], string>> = {
  ...{ good: 'ok     ', warning: 'note   ', problem: 'PROBLEM' },
};

export async function opensearchCommand([action, ...words]: readonly string[]): Promise<number> {
  if (action !== 'check') throw new WrongUse('opensearch takes check');
  const given = readArguments(words, { ...CLUSTER_OPTIONS, case: TEXT, json: FLAG });
  const check = await checkCluster(checkedPlace(given));
  const usable = isUsable(check);
  if (given.flag('json')) printJson({ ...check, usable });
  else {
    for (const { type, text } of check.findings) print(`${MARKS[type]} ${text}`);
    for (const { subject, sha256 } of check.shown) print(`shown   ${sha256} ${subject}`);
    for (const name of check.cases) print(`case    ${name}`);
  }
  return usable ? 0 : 1;
}

/** The cluster that options name, or that of a case. */
function checkedPlace(given: Arguments): CheckedPlace {
  const connection = givenConnection(given);
  if (connection !== null) {
    const isNamed = given.text('opensearch-case') !== null;
    const clusterCase = isNamed ? (givenCluster(given)?.clusterCase ?? null) : null;
    return { connection, clusterCase, secret: secretFor(connection) };
  }
  const caseDir = path.resolve(given.required('case'));
  const kept = clusterOfCase(caseDir);
  if (kept === null)
    throw new WrongUse(`the events of ${caseDir} are in its folder, in no cluster`);
  return { ...kept, secret: secretFor(kept.connection) };
}
