/**
 * Which definition of a hit a hunt goes by. Raise it with every change of what an indicator meets: files that were
 * hunted under another one are stale, but where none of their indicators stands (test/unit/ioc/hit-definition.test.ts
 * fails when it is forgotten). 1: a key of the user in no other hive; `_` a letter beside hashes and addresses; only the
 * current control set. 2: as decisions 0039 and 0040 have it.
 */
export const HIT_DEFINITION = 2;
