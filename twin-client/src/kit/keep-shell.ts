/** What a build makes and the shell is made of. */
const ASSETS = /^\/assets\/.+\.(js|css|woff2?)$/;

/**
 * Has the browser keep the client's shell, so that it can be installed, and opens without the server to say that it is gone. Only of a build: while
 * developing, everything changes under its name.
 */
export function keepShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('controllerchange', () => tellAssets(serviceWorker.controller));
  serviceWorker
    .register('/sw.js')
    .then(() => serviceWorker.ready)
    .then(({ active }) => tellAssets(active))
    // Over plain HTTP, or where it is blocked: everything works but this.
    .catch((cause: unknown) => console.info('the shell is not kept:', cause));
}

/** The worker did not see what was loaded before it was there, nor what this page loads until it is. */
function tellAssets(worker: ServiceWorker | null): void {
  const assets = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && ASSETS.test(pathname))
    .map(({ pathname }) => pathname);
  worker?.postMessage({ assets });
}
