/** Phones are shared: when she signs out, nothing that waits and nothing half written stays behind. */
import { Store } from "./store.js";

const PATIENCE = 1000;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches('[action*="sign-out"]')) return;
  event.preventDefault();
  sessionStorage.clear();
  await Promise.race([new Store().clear(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  form.submit();
});
