/** What a screen is called by. */
export interface ScreenIdentity {
  readonly id: string;
  /** By the address, `?screen=NAME`; null where it names none. */
  readonly name: string | null;
}

const MOST_LETTERS = 64;

/**
 * Who this screen is: its id is made once and kept by the browser, for each name apart, since one machine may drive several screens of a wall.
 * Where nothing can be kept, it is another one after each reload.
 */
export function screenIdentity(query: string, keeping: Pick<Storage, 'getItem' | 'setItem'>): ScreenIdentity {
  const name = new URLSearchParams(query).get('screen')?.trim().slice(0, MOST_LETTERS) || null;
  const key = `twin.screen${name === null ? '' : `.${name}`}`;
  try {
    const kept = keeping.getItem(key);
    if (kept && /^[A-Za-z0-9-]{8,64}$/.test(kept)) return { id: kept, name };
    const id = newId();
    keeping.setItem(key, id);
    return { id, name };
  } catch (cause) {
    console.info('this screen is another one after a reload:', cause);
    return { id: newId(), name };
  }
}

/** crypto.randomUUID is there over TLS alone. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
