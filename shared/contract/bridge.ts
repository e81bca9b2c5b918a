/** What the preload script puts on `window.casescope`; nothing else crosses. */
import type { Answers, Reply, RequestInput, RequestName } from './requests';
import type { AddedEvidence } from './evidence-views';
import type { FeedName, Feeds } from './feeds';

export interface Bridge {
  ask<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>,
  ): Promise<Reply<Answers[Name]>>;
  /** Calls `onItem` for each item of a feed until the returned function is called. */
  follow<Name extends FeedName>(feed: Name, onItem: (item: Feeds[Name]) => void): () => void;
  /**
   * Adds files and folders dropped on the window. The File objects cross to the preload script, which
   * alone can tell their paths; objects made by a script have none and are left out.
   */
  dropFiles(files: readonly object[]): Promise<Reply<AddedEvidence>>;
}
