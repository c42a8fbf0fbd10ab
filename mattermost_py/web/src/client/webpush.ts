/** Notifications to this browser while no window is open. */
import { get, post, request } from "./http";

/** What the server proves itself with: the key subscriptions are made for. */
export const pushKey = () => get<{ public_key: string }>("/web_push/key");

export const subscribePush = (subscription: PushSubscriptionJSON) => post<unknown>("/web_push/subscriptions", subscription);

/** Without an endpoint, everything of this session. */
export const unsubscribePush = (endpoint: string) => request<unknown>("DELETE", "/web_push/subscriptions", { body: { endpoint } });

export const testPush = () => post<unknown>("/web_push/test");
