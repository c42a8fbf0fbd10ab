/** What is open on this screen. */
import { withKey, without } from "./maps";
import type { Aside, State, Toast, UiState } from "./model";

function withUi(state: State, patch: Partial<UiState>): State {
  return { ...state, ui: { ...state.ui, ...patch } };
}

/** Opens something on the right, remembering what was there for the back button. */
export function openAside(state: State, aside: Aside): State {
  const before = state.ui.aside;
  const back = before.kind === "closed" || before.kind === aside.kind ? [] : [...state.ui.asideBack, before].slice(-5);
  return withUi(state, { aside, asideBack: back });
}

/** Opens it, or closes it if just this is open. */
export function toggleAside(state: State, aside: Aside): State {
  return state.ui.aside.kind === aside.kind ? closeAside(state) : openAside(state, aside);
}

export function backAside(state: State): State {
  const before = state.ui.asideBack.at(-1);
  if (before === undefined) return closeAside(state);
  return withUi(state, { aside: before, asideBack: state.ui.asideBack.slice(0, -1) });
}

export function closeAside(state: State): State {
  return withUi(state, { aside: { kind: "closed" }, asideBack: [], asideExpanded: false });
}

/** What is told about a channel follows to the channel now on the screen. */
export function followChannel(state: State, channelId: string): State {
  const { aside } = state.ui;
  if (!("channelId" in aside) || aside.channelId === channelId || channelId === "") return state;
  return withUi(state, { aside: { ...aside, channelId }, asideBack: [] });
}

export function setAsideExpanded(state: State, expanded: boolean): State {
  return withUi(state, { asideExpanded: expanded });
}

export function openThread(state: State, rootId: string, focusPostId?: string): State {
  return openAside(state, { kind: "thread", rootId, focusPostId });
}

export function setPane(state: State, pane: UiState["pane"]): State {
  return state.ui.pane === pane ? state : withUi(state, { pane });
}

export function openDialog(state: State, name: string, id?: string): State {
  return withUi(state, { dialog: { name, id } });
}

export function closeDialog(state: State): State {
  return withUi(state, { dialog: null });
}

export function toggleUnreadFilter(state: State, teamId: string): State {
  const on = teamId in state.ui.unreadFilter;
  return withUi(state, {
    unreadFilter: on ? without(state.ui.unreadFilter, teamId) : withKey(state.ui.unreadFilter, teamId, true as const),
  });
}

/** Starts a search in this team, or everywhere, and shows its results on the right. */
export function search(state: State, terms: string, inFiles = false, everywhere = state.ui.search.everywhere): State {
  return openAside(withUi(state, { search: { terms, inFiles, everywhere } }), { kind: "search" });
}

/** Asks the channel's post list to show this post. */
export function focusPost(state: State, channelId: string, postId: string): State {
  return withUi(state, { focusPost: withKey(state.ui.focusPost, channelId, postId) });
}

export function clearFocusPost(state: State, channelId: string): State {
  return withUi(state, { focusPost: without(state.ui.focusPost, channelId) });
}

let lastToastId = 0;

/** A short note; at most three at a time. */
export function showToast(state: State, text: string, tone: Toast["tone"] = "plain", action?: Toast["action"]): State {
  lastToastId += 1;
  return withUi(state, { toasts: [...state.ui.toasts, { id: lastToastId, text, tone, action }].slice(-3) });
}

export function dismissToast(state: State, id: number): State {
  return withUi(state, { toasts: state.ui.toasts.filter((toast) => toast.id !== id) });
}
