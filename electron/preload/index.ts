/** The bridge: three functions, no ipcRenderer, no event objects (electron.md 3, item 9). */
import { contextBridge, ipcRenderer, type IpcRendererEvent, webUtils } from 'electron';
import type { Bridge } from '@shared/contract/bridge';

type DroppedFile = Parameters<typeof webUtils.getPathForFile>[0];
const isFile = (dropped: object): dropped is DroppedFile => dropped instanceof File;

const bridge: Bridge = {
  ask: (name, input) => ipcRenderer.invoke('ask', name, input),
  follow: (feed, onItem) => {
    const listener = (_event: IpcRendererEvent, told: unknown, item: unknown): void => {
      if (told === feed) onItem(item as never);
    };
    ipcRenderer.on('feed', listener);
    return () => {
      ipcRenderer.off('feed', listener);
    };
  },
  dropFiles: (files) => {
    // A File made by a script has no path: there is nothing on disk to add.
    const paths = files.filter(isFile).map((file) => webUtils.getPathForFile(file));
    return ipcRenderer.invoke(
      'drop',
      paths.filter((path) => path !== ''),
    );
  },
};

contextBridge.exposeInMainWorld('casescope', bridge);
