/** The one difference between a utility process and a child process: how they talk to their parent. */
export interface ParentChannel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The parent is gone; nobody is left to work for. */
  onClosed(listener: () => void): void;
}

export function parentChannel(): ParentChannel {
  // Only Electron's utility processes have it, whatever its types say.
  const port = (process as { parentPort?: Electron.ParentPort }).parentPort;
  if (port !== undefined) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', (event) => listener(event.data)),
      onClosed: () => undefined,
    };
  }
  return {
    send: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
    onClosed: (listener) => process.on('disconnect', listener),
  };
}
