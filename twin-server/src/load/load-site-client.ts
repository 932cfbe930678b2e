import { z } from 'zod';

const Made = z.object({ site: z.string(), gateway: z.object({ account: z.string(), secret: z.string() }) });
const View = z.object({ seq: z.number(), hash: z.string(), observations: z.number(), openAlarms: z.number() });

/** Asks a running server for load-test sites, over its API. Rejects with what the server says. */
export class LoadSiteClient {
  readonly #url: string;
  readonly #key: string;

  constructor(url: string, key: string) {
    this.#url = `${url}/api/v1/load-sites`;
    this.#key = key;
  }

  async create(devices: number): Promise<z.infer<typeof Made>> {
    return Made.parse(await this.#ask('POST', '', { devices }));
  }

  async view(site: string): Promise<z.infer<typeof View>> {
    return View.parse(await this.#ask('GET', `/${site}`));
  }

  async remove(site: string): Promise<void> {
    await this.#ask('DELETE', `/${site}`);
  }

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.#url + path, {
      method,
      headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  }
}
