// The oldest Node set-up and tests run on. Written in what much older ones understand.
const OLDEST = [20, 19];

/** `version` as process.versions.node tells it: `20.19.0`. */
export function isTooOld(version) {
  const [major, minor] = version.split('.').map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

export const oldestNode = OLDEST.join('.');
