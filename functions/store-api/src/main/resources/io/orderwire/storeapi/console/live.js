// Work that is done again and again while a page is shown.
import { SignInNeeded } from "./sign-in.js";

/** Told to the document when such work finds that nobody is signed in any more. */
export const SIGNED_OUT = "signed-out";

/** Does the work now and every so many milliseconds, while somebody may be looking. Ends with the signal. */
export function every(milliseconds, work, signal) {
  let timer;
  const round = async () => {
    if (signal.aborted) return;
    if (!document.hidden) {
      try {
        await work();
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof SignInNeeded) {
          document.dispatchEvent(new Event(SIGNED_OUT));
          return;
        }
        console.warn(error.message);
      }
    }
    if (!signal.aborted) timer = setTimeout(round, milliseconds);
  };
  const woken = () => {
    if (document.hidden) return;
    clearTimeout(timer);
    round();
  };
  document.addEventListener("visibilitychange", woken, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  timer = setTimeout(round, milliseconds);
}
