/** The program that a page of this client loads, by its name in the page; null where it names none. A build gives it another name for other code. */
export function programOf(html: string): string | null {
  const [, source] = /<script[^>]*\stype="module"[^>]*\ssrc="([^"]+)"/.exec(html) ?? [];
  return source ?? null;
}

/** Whether the server gives out other code than this page runs; false while it does not answer. */
export async function isOtherVersion(): Promise<boolean> {
  const own = document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null;
  if (own === null) return false;
  try {
    const response = await fetch('/', { cache: 'no-store', credentials: 'same-origin' });
    const given = response.ok ? programOf(await response.text()) : null;
    return given !== null && given !== own;
  } catch {
    // Not reachable: that is told elsewhere, and is no other version.
    return false;
  }
}
