/** The page that says there is no network: as soon as there is one, what she wanted to see takes its place. */
const LONGEST = 60_000;
let wait = 2000;
let timer = 0;

async function look() {
  clearTimeout(timer);
  try {
    await fetch("/healthz", { cache: "no-store" });
    location.reload();
  } catch {
    timer = setTimeout(look, wait);
    wait = Math.min(wait * 2, LONGEST);
  }
}

if (location.pathname !== "/offline/") {
  addEventListener("online", look);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  timer = setTimeout(look, wait);
}
