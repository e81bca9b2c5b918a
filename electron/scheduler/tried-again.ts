/** Work of another process that is lost (killed, out of memory) is tried again before anybody is bothered. */
const MOST_TRIES = 2;

/** @throws what the last try threw; nobody waits for more once `isOver` */
export async function triedAgain<Answer>(
  work: () => Promise<Answer>,
  isOver: () => boolean,
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === MOST_TRIES || isOver()) throw error;
    }
  }
}
