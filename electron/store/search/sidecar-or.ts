/** A sidecar that cannot be read costs its marks, not the events. */
import { isOfOneFile } from './case-facts';

export function readOr<Mark>(read: () => readonly Mark[]): readonly Mark[] {
  try {
    return read();
  } catch (error) {
    if (!isOfOneFile(error)) throw error;
    return [];
  }
}
