/** The server of the run is the one that was asked for. */
import { expect, inject, it } from 'vitest';

it('is OpenSearch, of the version that was asked for, with the modules cases need', async () => {
  const url = inject('clusterUrl');
  const told = (await (await fetch(url)).json()) as { version: Record<string, string> };
  const running = process.env['CASESCOPE_OPENSEARCH_URL'] !== undefined;
  const version = running ? expect.any(String) : (process.env['OS_VERSION'] ?? '2.19.6');
  expect(told.version).toMatchObject({ distribution: 'opensearch', number: version });
  const nodes = await (await fetch(`${url}/_nodes/_local/plugins`)).text();
  for (const module of ['ParentJoin', 'MapperExtras', 'Painless', 'Reindex'])
    expect(nodes).toContain(module);
});
