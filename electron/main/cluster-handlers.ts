/** What the requests about clusters do: connections tried, chosen, changed. */
import {
  type ClusterConnection,
  connectionFiles,
  type KeptCluster,
} from '@shared/contract/cluster';
import type { NewCluster } from '@shared/contract/cluster-requests';
import { CaseScopeError } from '@shared/model/errors';
import { checkCluster } from '@electron/store/cluster/check-cluster';
import { choose } from './chosen-paths';
import type { HandlerParts, Part } from './handler-parts';

const TITLES = {
  authority: 'Choose the certificate of the authority',
  certificate: 'Choose the client certificate',
  key: 'Choose the key of the client certificate',
} as const;

/** Files the window may name: chosen in a dialog, or of a case. Main reads no other for it. */
export class KnownFiles {
  readonly #known = new Set<string>();

  add(...files: readonly string[]): void {
    for (const file of files) this.#known.add(file);
  }

  /** @throws CaseScopeError `cluster-settings` */
  assert(connection: ClusterConnection): void {
    const other = connectionFiles(connection).find((file) => !this.#known.has(file));
    if (other !== undefined)
      throw new CaseScopeError('cluster-settings', `Choose the file ${other} again.`);
  }
}

export function clusterHandlers(parts: HandlerParts): Part<'cluster'> {
  const { host, secrets, files, preferences } = parts;
  return {
    'cluster.check': ({ connection, secret, clusterCase }) => {
      files.assert(connection);
      return checkCluster({
        ...{ connection, clusterCase },
        secret: secret ?? secrets.of(connection),
      });
    },
    'cluster.chooseFile': async ({ what }) => {
      const filters = [{ name: 'PEM files', extensions: ['pem', 'crt', 'cer', 'key'] }];
      const any = { name: 'All files', extensions: ['*'] };
      const [file] = await choose(parts, {
        ...{ title: TITLES[what], filters: [...filters, any] },
        properties: ['openFile'],
      });
      if (file === undefined) return null;
      files.add(file);
      return file;
    },
    'cluster.secret': ({ connection }) => ({
      ...{ secret: secrets.state(connection), canKeep: secrets.canKeep },
    }),
    'cluster.state': ({ of }) => {
      const told = host.clusterOf(of);
      if (told === null) return null;
      files.add(...connectionFiles(told.cluster.connection));
      return { ...told, secret: secrets.state(told.cluster.connection) };
    },
    'cluster.move': ({ to }) => parts.mover.run(to && newCluster(parts, to), preferences.current),
    'cluster.cancelMove': () => {
      parts.mover.cancel();
      return null;
    },
    'cluster.change': async ({ of, connection, secret, keepSecret }) => {
      files.assert(connection);
      secrets.put(connection, secret, keepSecret);
      const info = await host.changeCluster(of, connection, preferences.current);
      preferences.remember(info.name, info.folder);
      return info;
    },
  };
}

/** The cluster of a new case; its secret is kept as was asked. */
export function newCluster(
  { files, secrets }: HandlerParts,
  { connection, clusterCase, secret, keepSecret }: NewCluster,
): KeptCluster {
  files.assert(connection);
  secrets.put(connection, secret, keepSecret);
  return { connection, clusterCase };
}
