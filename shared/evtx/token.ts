/** The tokens a stream can begin with (evtx.md 4). */
export const TOKEN = { end: 0x00, element: 0x01, instance: 0x0c, fragment: 0x0f } as const;

/** A fragment header: its token, two version bytes and flags. */
export const FRAGMENT_BYTES = 4;
