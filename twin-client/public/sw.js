/**
 * Keeps the client's shell, so that it opens without the server and says that the server is gone. Only what a build made is kept: the one page and
 * what lies below /assets/, whose names change with their content. Nothing of the API, of tiles, pictures or models is ever kept or answered
 * here, and a page is asked of the server first, always: an old shell is shown only while there is no server to ask.
 */
const PAGE = 'shell';
const ASSETS = 'assets';
/** A server that is that slow is as good as gone. */
const PATIENCE_MS = 8_000;
const KEPT = /^\/(assets\/|icons\/|icon\.svg$|manifest\.webmanifest$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

/** A page tells which assets it has loaded before it was looked after by this. */
self.addEventListener('message', (event) => {
  const paths = Array.isArray(event.data?.assets) ? event.data.assets : [];
  event.waitUntil(keepAssets(paths.filter((path) => typeof path === 'string' && KEPT.test(path))));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && isPage(url.pathname)) event.respondWith(answerPage(request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(answerAsset(request));
  else if (KEPT.test(url.pathname)) event.respondWith(fetch(request).catch(() => kept(request)));
});

/** Pages of the client; what the server writes itself, such as /api/docs, is its own. */
const isPage = (path) => !/^\/(api|tilesets|terrain|models|metrics|healthz|readyz|socket\.io)(\/|$)/.test(path);

/** The server's page, or the one kept where it does not answer. An answer that says no is an answer. */
async function answerPage(request) {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok && isHtml(response)) await keepPage(response.clone());
    return response;
  } catch {
    return (await (await caches.open(PAGE)).match('/')) ?? Response.error();
  }
}

/** The name of an asset changes with its content: one that is kept is right. */
async function answerAsset(request) {
  const found = await kept(request, true);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(ASSETS)).put(request, response.clone());
  return response;
}

async function kept(request, optional = false) {
  const found = await (await caches.open(ASSETS)).match(request, { ignoreVary: true });
  return found ?? (optional ? undefined : Response.error());
}

const isHtml = (response) => response.headers.get('content-type')?.startsWith('text/html') ?? false;

/** The page of another build brings other assets: those of the one before are let go. */
async function keepPage(response) {
  const cache = await caches.open(PAGE);
  const html = await response.clone().text();
  const before = await (await cache.match('/'))?.text();
  if (html === before) return;
  if (before !== undefined) await caches.delete(ASSETS);
  await cache.put('/', response);
  await keepAssets([...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path));
}

async function keepShell() {
  const response = await fetch('/', { cache: 'no-store' });
  if (response.ok && isHtml(response)) await keepPage(response);
}

async function keepAssets(paths) {
  const cache = await caches.open(ASSETS);
  // One that cannot be had costs itself alone.
  await Promise.allSettled(paths.map(async (path) => (await cache.match(path)) ?? cache.add(path)));
}
