/**
 * Turns many requests into few calls: the first at once, the others together after `intervalMs()`. With an interval of 0
 * every request is passed on. The returned function requests; its `cancel` forgets what is pending.
 */
export function pacedRequest(call, intervalMs) {
  let last = Number.NEGATIVE_INFINITY;
  let timer;
  const fire = () => {
    timer = undefined;
    last = performance.now();
    call();
  };
  const request = () => {
    if (timer !== undefined) return;
    const wait = last + intervalMs() - performance.now();
    if (wait <= 0) fire();
    else timer = setTimeout(fire, wait);
  };
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return Object.assign(request, { cancel });
}
