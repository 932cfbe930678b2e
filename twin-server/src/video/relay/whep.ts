import { randomUUID } from 'node:crypto';
import type { VideoClient } from '../video-client.ts';
import { VideoFault } from '../video-fault.ts';

/** An offer or answer (SDP) is no longer. */
export const MOST_SDP_BYTES = 65_536;
const MOST_SESSIONS = 64;
/** A session that nobody ended is forgotten after this; its media server has long found out by itself. */
const SESSION_MS = 12 * 3_600_000;

/**
 * The talk before a WebRTC stream (WHEP, draft-ietf-wish-whep): offers and answers go through this server, so that a page knows neither a
 * media server's address of HTTP nor its password. The media itself goes between the two, as WebRTC has it.
 */
export class WhepRelay {
  readonly #client: VideoClient;
  readonly #sessions = new Map<string, { readonly camera: string; readonly url: URL | null; readonly at: number }>();

  constructor(client: VideoClient) {
    this.#client = client;
  }

  /** Begins a session: the answer to an offer, and the word by which it is ended. Throws VideoFault. */
  async begin(
    camera: string,
    address: string,
    offer: string,
    now: number,
  ): Promise<{ session: string; answer: string }> {
    for (const [id, { at }] of this.#sessions) if (now - at > SESSION_MS) this.#sessions.delete(id);
    if (this.#sessions.size >= MOST_SESSIONS)
      throw new VideoFault('busy', `${MOST_SESSIONS} WebRTC streams are open already`);
    const url = this.#client.locate(address);
    const response = await this.#client.open(url, {
      method: 'POST',
      status: 201,
      headers: {
        'content-type': 'application/sdp',
        accept: 'application/sdp',
        'content-length': Buffer.byteLength(offer),
      },
      body: offer,
    });
    const { location } = response.headers;
    let answer = '';
    for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) {
      answer += chunk;
      if (answer.length > MOST_SDP_BYTES) throw new VideoFault('tooLarge', `${url.host} sent too long an answer`);
    }
    if (!answer.startsWith('v=0')) throw new VideoFault('unreadable', `${url.host} sent no SDP`);
    const session = randomUUID();
    this.#sessions.set(session, { camera, url: resourceOf(location, url), at: now });
    return { session, answer };
  }

  /** Ends a session; one that is not known is over already. */
  async end(camera: string, session: string): Promise<void> {
    const known = this.#sessions.get(session);
    if (known?.camera !== camera) return;
    this.#sessions.delete(session);
    if (known.url) (await this.#client.open(known.url, { method: 'DELETE' })).destroy();
  }
}

/** Where a session is ended: only on the server that began it. */
function resourceOf(location: string | undefined, url: URL): URL | null {
  if (location === undefined || !URL.canParse(location, url.href)) return null;
  const resource = new URL(location, url);
  if (resource.origin !== url.origin) return null;
  [resource.username, resource.password] = [url.username, url.password];
  return resource;
}
