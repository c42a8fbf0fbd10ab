/** What pages and the worker tell each other. */

/** What a note tells; also what is kept with it. */
export interface Notice {
  readonly place: string;
  readonly channelId: string;
  readonly postId: string;
  readonly rootId: string;
  readonly title: string;
  readonly body: string;
}

export type ToWorker =
  | { readonly type: "built"; readonly entry: string }
  | { readonly type: "keep"; readonly urls: readonly string[] }
  | { readonly type: "notify"; readonly notice: Notice }
  | { readonly type: "dismiss"; readonly place: string };

export type ToPage = { readonly type: "open"; readonly channelId: string; readonly postId: string; readonly rootId: string };
