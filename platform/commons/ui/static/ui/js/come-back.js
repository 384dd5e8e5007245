/** The page that says there is no network: as soon as we are there again, what she wanted to see takes its place. */
const LONGEST = 60_000;
let wait = 2000;
let timer = 0;

async function look() {
  clearTimeout(timer);
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
  else later();
}

/** Less and less often, and never all phones of a village at once. */
function later() {
  timer = setTimeout(look, wait * (0.5 + Math.random() / 2));
  wait = Math.min(wait * 2, LONGEST);
}

if (location.pathname !== "/offline/") {
  addEventListener("online", look);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  later();
}
