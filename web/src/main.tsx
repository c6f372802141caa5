import "./app/mantine";
import "./app/tokens.css";
import "./app/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { startTranslations } from "./i18n";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");

await startTranslations();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
