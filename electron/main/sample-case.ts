/** The sample case: made once from the evidence shipped with the program, opened again after that. */
import fs from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import type { CaseInfo } from '@shared/contract/app-views';
import { readIndicators } from '@shared/ioc/reading/read-indicators';
import { casePaths } from '@electron/store/case-paths';
import type { CaseHost, WorkSettings } from './case-host';
import { resources } from './resources';

const EVIDENCE = /\.(evtx|ndjson|jsonl|json)$/i;

export async function openSampleCase(
  host: CaseHost,
  work: WorkSettings,
  folder = path.join(app.getPath('userData'), 'sample-case'),
): Promise<CaseInfo> {
  if (fs.existsSync(casePaths.database(folder))) return host.open(folder, work);
  const info = await host.create(folder, 'Sample case', work);
  const shipped = resources.sampleCase();
  const { understood } = readIndicators(
    fs.readFileSync(path.join(shipped, 'indicators.csv'), 'utf8'),
  );
  host.session.indicators.add(understood.map(({ draft }) => draft));
  const names = fs.readdirSync(shipped).filter((name) => EVIDENCE.test(name));
  await host.add(names.toSorted().map((name) => path.join(shipped, name)));
  return info;
}
