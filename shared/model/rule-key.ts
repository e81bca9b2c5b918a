/** What rules are known by: from one set of rules to another, and where correlations and filters refer to them. */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => UUID.test(text);

/** An id or name as it is compared: a UUID may be written in either letter case (RFC 9562, section 4). */
export const referenceKey = (reference: string): string =>
  isUuid(reference) ? reference.toLowerCase() : reference;

/** A rule's id, or its title where it has none. */
export const ruleKey = (id: string, title: string): string =>
  id === '' ? `title ${title}` : referenceKey(id);
