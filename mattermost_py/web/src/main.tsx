/** Where the client starts. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@/ui/tokens.css";
import "@/ui/global.css";
import { App, mainScreenAhead } from "@/app/App";
import { startSession } from "@/load/session";
import { nearestLocale, setLocale } from "@/i18n/t";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root element.");

// The shell is on its way while the server says who is here.
if (document.cookie.includes("MMUSERID=")) mainScreenAhead();

const words = setLocale(nearestLocale(navigator.language));
void startSession();
void words.then(() => {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
