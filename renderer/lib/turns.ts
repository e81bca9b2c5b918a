/**
 * Tells late answers from timely ones. A turn lasts while one thing is in hand; an answer that was asked for in an
 * earlier turn is about something else than what is in hand now.
 */
export class Turns {
  #turn = 0;

  /** Something else is in hand from now on. @returns as `watch` */
  begin(): () => boolean {
    this.#turn++;
    return this.watch();
  }

  /** @returns tells, whenever it is asked, whether the turn of this call still lasts */
  watch(): () => boolean {
    const turn = this.#turn;
    return () => turn === this.#turn;
  }
}
