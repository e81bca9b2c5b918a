/** A sidecar that cannot be read costs its marks, not the events. */
export function readOr<Mark>(read: () => readonly Mark[]): readonly Mark[] {
  try {
    return read();
  } catch {
    return [];
  }
}
