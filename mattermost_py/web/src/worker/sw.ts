/** The service worker: pages without a network, and notes while no page is open. Built into one file, `sw.js`. */
import { worker } from "./globals";
import type { ToWorker } from "./messages";
import { dismissNotices, inTurn, showNotice } from "./notice";
import { clicked, pushed, readdressed } from "./push";
import { activate, answer, install, isOfThisBuild, keep, leaveToNetwork } from "./shell";

worker.addEventListener("install", (event) => {
  leaveToNetwork(event);
  event.waitUntil(install());
});
worker.addEventListener("activate", (event) => event.waitUntil(activate()));

worker.addEventListener("fetch", (event) => {
  const answered = answer(event);
  if (answered !== undefined) event.respondWith(answered);
});

worker.addEventListener("message", (event) => {
  const told = event.data as ToWorker;
  // A new worker waits until a page of its own build is there: the page need not be loaded again.
  if (told.type === "built" && isOfThisBuild(told.entry)) event.waitUntil(worker.skipWaiting());
  if (told.type === "keep") event.waitUntil(keep(told.urls));
  if (told.type === "notify") event.waitUntil(inTurn(() => showNotice(told.notice)));
  if (told.type === "dismiss") event.waitUntil(inTurn(() => dismissNotices(told.place)));
});

worker.addEventListener("push", (event) => event.waitUntil(pushed(event)));
worker.addEventListener("notificationclick", (event) => event.waitUntil(clicked(event)));
worker.addEventListener("pushsubscriptionchange", (event) => (event as ExtendableEvent).waitUntil(readdressed(event)));
