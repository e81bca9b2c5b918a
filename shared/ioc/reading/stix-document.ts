/** Documents that carry STIX objects: a bundle, the envelope of a TAXII answer, an array of objects, one object. */
import { z } from 'zod';
import { STIX_BUNDLE } from './stix-bundle';

const STIX_OBJECT = z.object({ type: z.string(), id: z.string().regex(/^[a-z\d-]+--/) });
/** An indicator is told by its pattern, whatever its id is. */
const ONE = z.union([STIX_OBJECT, z.object({ type: z.literal('indicator'), pattern: z.string() })]);
const ENVELOPE = z.object({ objects: z.array(z.unknown()) });

/** The objects, unread; null where it is no such document. */
export function stixObjects(document: unknown): readonly unknown[] | null {
  const bundle = STIX_BUNDLE.safeParse(document);
  if (bundle.success) return bundle.data.objects;
  const envelope = ENVELOPE.safeParse(document);
  const objects: readonly unknown[] = envelope.success ? envelope.data.objects : [document].flat();
  return objects.some((one) => ONE.safeParse(one).success) ? objects : null;
}
