/** A value that stands for itself where `*` and `?` are wildcards: they and their escapes are escaped. */
export const literal = (value: string): string => value.replaceAll(/\\(?=[*?\\])|[*?]/g, '\\$&');
